package io.drey.model;

import java.time.Instant;

/** A notebook in a list. */
public record NotebookSummary(
        String path,
        String title,
        Instant updatedAt,
        long sizeBytes,
        boolean damaged,
        int runningCells) {}
