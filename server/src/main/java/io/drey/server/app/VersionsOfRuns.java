package io.drey.server.app;

import static java.util.Objects.requireNonNull;

import io.drey.model.RunInfo;
import io.drey.model.RunState;
import io.drey.server.notebook.HistoryService;
import io.drey.server.platform.NamedThreads;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Keeps a version of a notebook when a run of it starts. Thread-safe. */
final class VersionsOfRuns implements Consumer<RunInfo> {
    private final HistoryService history;
    private final Executor background;

    VersionsOfRuns(HistoryService history, Executor background) {
        this.history = requireNonNull(history, "history");
        this.background = requireNonNull(background, "background");
    }

    @Override
    public void accept(RunInfo run) {
        String notebook = run.notebook();
        if (notebook != null && run.state() == RunState.QUEUED) {
            // Elsewhere: whoever tells of runs must not wait for the disk.
            background.execute(
                    NamedThreads.logged("keep a version", () -> history.keepForRun(notebook)));
        }
    }
}
