package io.drey.model;

import org.jspecify.annotations.Nullable;

/** Asks for a new notebook. Without a path one is made from the title. */
public record NotebookRequest(
        @Nullable String path, @Nullable String title, @Nullable String source) {}
