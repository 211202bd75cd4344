package io.drey.model;

import org.jspecify.annotations.Nullable;

/** Something that could stand at the caret. */
public record CompletionItem(String text, String kind, @Nullable String detail) {}
