package io.drey.model;

import org.jspecify.annotations.Nullable;

/** An attribute of a cell that two versions have differently; null where one has it not. */
public record AttributeDiff(String name, @Nullable String before, @Nullable String after) {}
