package io.drey.server.cluster;

import io.drey.model.RunId;
import org.jspecify.annotations.Nullable;

/** The run that started a job, and the cell it belongs to. */
public record JobOrigin(RunId runId, @Nullable String notebook, @Nullable String cell) {
    JobOrigin withNotebook(String path) {
        return new JobOrigin(runId, path, cell);
    }
}
