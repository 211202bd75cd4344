package io.drey.server.store;

import io.drey.model.KernelId;
import io.drey.model.RunId;
import io.drey.model.RunInfo;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the history of runs. Thread-safe. */
public interface RunStore {
    /** Creates or replaces; an older version never replaces a newer one. */
    void save(RunInfo run, RunTicket ticket);

    Optional<RunInfo> find(RunId id);

    /** The newest runs first; null does not filter. */
    List<RunInfo> list(@Nullable String notebook, @Nullable KernelId kernel, int limit);

    /** Of every cell of a notebook its newest runs, newest first. */
    List<RunInfo> listByCell(String notebook, int perCell);

    /** Gives all runs of a notebook to the one it is called now. */
    void moveNotebook(String from, String to);

    /** Runs that were not final when last saved, oldest first. */
    List<UnfinishedRun> listUnfinished();
}
