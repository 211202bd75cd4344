package io.drey.model;

import org.jspecify.annotations.Nullable;

/** Asks for a deleted notebook; without a path it comes back under its own. */
public record TrashRestore(@Nullable String to) {}
