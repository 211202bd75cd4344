package io.drey.model;

import org.jspecify.annotations.Nullable;

/**
 * Asks for an older version of a notebook.
 *
 * @param block the key, in that version, of the one block to bring back; null for the whole file
 */
public record VersionRestore(String notebook, @Nullable String block) {}
