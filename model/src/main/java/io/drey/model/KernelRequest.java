package io.drey.model;

import org.jspecify.annotations.Nullable;

/** Asks for a kernel: the one of the notebook, or a new one where there is none. */
public record KernelRequest(@Nullable String notebook, @Nullable String name) {}
