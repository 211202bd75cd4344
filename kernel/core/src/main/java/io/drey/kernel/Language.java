package io.drey.kernel;

import io.drey.protocol.KernelMessages.Call;
import io.drey.protocol.KernelMessages.Completion;
import io.drey.protocol.KernelMessages.Description;
import io.drey.protocol.KernelMessages.Failure;
import io.drey.protocol.KernelMessages.Plan;
import io.drey.protocol.KernelMessages.Warning;
import io.drey.protocol.ScriptMessages.Outcome;
import io.drey.protocol.SessionMessages.Content;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    Offer complete(String source, int position);

    /**
     * What is wrong with a source, found without running any of it. Called on a thread other than
     * the session's, while the session may be at work.
     *
     * @param mode as a run's
     */
    Findings check(String source, @Nullable String mode);

    /**
     * What a check found: at most one failure for each statement, and what may not be meant in
     * those without one.
     */
    record Findings(List<Failure> failures, List<Warning> warnings) {
        /** Nothing. */
        public static final Findings NONE = new Findings(List.of(), List.of());
    }

    /**
     * How a source would be run, found without running any of it. Called as {@link #check} is.
     *
     * @param mode as a run's
     */
    Explanation explain(String source, @Nullable String mode);

    /**
     * Plans of the statements that would run a job.
     *
     * @param failure why there are no more; null when there is one for each
     */
    record Explanation(List<Plan> plans, @Nullable Failure failure) {}

    /**
     * What a script would do as a job, found without doing any of it: in a session of its own,
     * which neither sees nor changes this one. Called as {@link #check} is.
     *
     * @param settings what it would be run with, before what it sets itself
     */
    ScriptFindings checkScript(String source, Map<String, String> settings);

    /**
     * What a check of a script found.
     *
     * @param unchecked what could not be told without doing it
     * @param outcome null if it cannot run, or if that could not be told
     */
    record ScriptFindings(
            List<Failure> failures, List<String> unchecked, @Nullable Outcome outcome) {
        /** One thing that keeps it from running. */
        public static ScriptFindings of(Failure failure) {
            return new ScriptFindings(List.of(failure), List.of(), null);
        }
    }

    /** What the session holds. Called on a thread other than the session's. */
    Content content();

    /** What a place is about. Called on a thread other than the session's. */
    Help describe(String source, int position);

    /** The word at a place, and the call that it is in; null where there is nothing to say. */
    record Help(@Nullable Description word, @Nullable Call call) {}

    /**
     * What could stand at a place.
     *
     * @param from offset where the text that each would replace begins
     * @param isWhole false when there is more than is given
     */
    record Offer(int from, boolean isWhole, List<Completion> items) {
        /** Nothing that fits. */
        public static Offer none(int position) {
            return new Offer(position, true, List.of());
        }
    }
}
