package io.drey.model;

import java.time.Instant;

/**
 * A notebook that was deleted and can be brought back.
 *
 * @param id names the deletion, so that a path can be deleted more than once
 */
public record TrashedNotebook(
        String id, String path, String title, Instant deletedAt, long sizeBytes) {}
