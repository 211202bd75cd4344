package io.drey.kernel;

import io.drey.protocol.KernelMessages.Completion;
import io.drey.protocol.KernelMessages.Failure;
import java.util.List;
import java.util.Optional;

/** Runs the cells of one language. */
public interface Language {
    /** As cells name it, such as {@code sql}. */
    String name();

    /**
     * Runs a cell to its end on the session thread, telling its statements, results and jobs.
     *
     * @return why it failed; empty when all of it succeeded
     * @throws java.util.concurrent.CancellationException if the run was cancelled on the way
     */
    Optional<Failure> run(CellRun run, Outlet outlet);

    /** What could stand at a place of the source. Called on a thread other than the session's. */
    List<Completion> complete(String source, int position);
}
