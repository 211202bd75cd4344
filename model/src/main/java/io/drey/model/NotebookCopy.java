package io.drey.model;

import org.jspecify.annotations.Nullable;

/** Asks for a copy of a notebook. Without a path it stands beside the first, with a number. */
public record NotebookCopy(@Nullable String to) {}
