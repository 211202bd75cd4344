package io.drey.protocol;

import io.drey.protocol.KernelMessages.Failure;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the server asks about scripts that are to run as jobs, and the answers. */
public final class ScriptMessages {
    private ScriptMessages() {}

    /**
     * Asks what a script would do as a job, without doing any of it. Answered by {@link
     * ScriptChecked}.
     *
     * @param settings what it would be run with, before what it sets itself
     */
    public record CheckScript(long request, String source, Map<String, String> settings)
            implements Message {
        @Override
        public MessageKind kind() {
            return MessageKind.CHECK_SCRIPT;
        }
    }

    /**
     * An operator of a job.
     *
     * @param id what its state is found by in a savepoint: 32 hexadecimal digits
     * @param uid what the id was made of; null where it was made of the operator's place in the
     *     plan
     */
    public record Operator(String id, @Nullable String uid, String name, int parallelism) {}

    /**
     * What a script would do as a job.
     *
     * @param statements how many it has
     * @param writes how many tables its job writes to; a table counts as often as it is written to
     * @param jars paths that it adds, as it writes them
     * @param operators of its job, each behind those it reads from
     */
    public record Outcome(
            int statements, int writes, List<String> jars, List<Operator> operators) {}

    /**
     * Answers {@link CheckScript}.
     *
     * @param failures what keeps it from running
     * @param unchecked what could not be told without doing it; empty if nothing
     * @param outcome null if it cannot run, or if that could not be told
     */
    public record ScriptChecked(
            long request, List<Failure> failures, List<String> unchecked, @Nullable Outcome outcome)
            implements Answer {
        @Override
        public MessageKind kind() {
            return MessageKind.SCRIPT_CHECKED;
        }
    }
}
