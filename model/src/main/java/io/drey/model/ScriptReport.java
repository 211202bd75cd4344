package io.drey.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a SQL script would do as a job, found without doing any of it.
 *
 * @param errors what keeps it from running
 * @param unchecked what could not be told without doing it, in words; empty if nothing
 * @param outcome null if it cannot run, or if that could not be told
 */
public record ScriptReport(
        List<RunError> errors, List<String> unchecked, @Nullable Outcome outcome) {
    public ScriptReport {
        errors = List.copyOf(errors);
        unchecked = List.copyOf(unchecked);
    }

    /**
     * What it would do.
     *
     * @param statements how many it has
     * @param writes how many tables its job writes to; a table counts as often as it is written to
     * @param jars paths that it adds
     * @param operators of its job, each behind those it reads from
     */
    public record Outcome(int statements, int writes, List<String> jars, List<Operator> operators) {
        public Outcome {
            jars = List.copyOf(jars);
            operators = List.copyOf(operators);
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
}
