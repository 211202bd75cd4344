package io.drey.model;

import org.jspecify.annotations.Nullable;

/**
 * Something that could stand at the caret.
 *
 * @param kind such as {@code column}, {@code table}, {@code function} or {@code option}
 * @param detail a few words to stand beside it, such as a type or how it is called
 * @param help a sentence or two about it
 */
public record CompletionItem(
        String text, String kind, @Nullable String detail, @Nullable String help) {}
