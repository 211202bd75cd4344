package io.drey.kernel;

import io.drey.protocol.ServerMessages.Configure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * All that a kernel knows of Flink; one implementation for each Flink line, found as a service.
 *
 * <p>Flink's planner is bound to the thread that created it, so everything that may plan is called
 * on the kernel's session thread. Methods that may be called on other threads say so.
 */
public interface FlinkBridge extends AutoCloseable {
    /** The runtime it belongs to, such as {@code 1.20}. */
    String runtime();

    /** The exact Flink version on the class path. */
    String flinkVersion();

    /** Loads what the first query would otherwise wait for. */
    void warmUp();

    /**
     * Binds to a cluster; called before the first run, and when the server was restarted.
     *
     * @param outlet where news of runs go, also after they ended
     * @param sessionThread runs work on the session thread, before any waiting run
     * @return how the session began, which later calls do not change
     */
    Beginning configure(Configure configuration, Outlet outlet, Executor sessionThread);

    /**
     * What a session began with.
     *
     * @param notebook what the notebook asked for, by the keys of its file
     * @param warnings what of that does not count, or may mean nothing
     */
    record Beginning(Map<String, String> notebook, List<String> warnings) {
        public Beginning {
            notebook = Map.copyOf(notebook);
            warnings = List.copyOf(warnings);
        }
    }

    /** What cells can be written in; all share one catalog and one set of settings. */
    List<Language> languages();

    /** The session's catalogs; empty before the kernel is bound. Called on any thread. */
    Optional<Catalogs> catalogs();

    /** Reads checkpoints and savepoints; needs no cluster. Called on any thread. */
    RestorePoints restorePoints();

    /** Learns how a result fares at the server. Called on any thread; returns at once. */
    void noteResultState(String result, String state);

    /** Ends the jobs that nobody could look at any more. Called on any thread. */
    @Override
    void close();
}
