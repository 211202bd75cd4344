package io.drey.server.app;

import io.drey.model.KernelId;
import io.drey.server.kernel.KernelUse;
import io.drey.server.notebook.NotebookService;
import io.drey.server.run.RunService;
import org.jspecify.annotations.Nullable;

/** Tells kernels whether runs or pages still need them. Thread-safe. */
record KernelsInUse(RunService runs, NotebookService notebooks) implements KernelUse {
    @Override
    public boolean isInUse(KernelId kernel, @Nullable String notebook) {
        return (notebook != null && notebooks.isWatched(notebook))
                || runs.listLive().stream().anyMatch(run -> run.kernelId().equals(kernel));
    }
}
