package io.drey.server.run;

import static java.util.Objects.requireNonNull;

import io.drey.model.DreyException;
import io.drey.model.KernelId;
import io.drey.model.ScriptReport;
import io.drey.protocol.ScriptMessages;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets kernels look at scripts that are to run as jobs, as planning needs Flink. Thread-safe. */
public final class ScriptChecks {
    /** A large script on a cold planner takes that long; catalogs of others may be slow besides. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final KernelQuestions questions;

    public ScriptChecks(KernelQuestions questions) {
        this.questions = requireNonNull(questions, "questions");
    }

    /**
     * Tells what a script would do, without doing any of it; the kernel's session has no part in
     * it.
     *
     * @param settings what it would be run with, before what it sets itself
     * @throws DreyException KERNEL_NOT_FOUND if the kernel has no process, TIMEOUT if it does not
     *     answer in time
     */
    public ScriptReport check(KernelId kernel, String source, Map<String, String> settings)
            throws InterruptedException {
        SourceLength.require(source);
        ScriptMessages.ScriptChecked answer =
                questions.ask(
                        kernel,
                        ScriptMessages.ScriptChecked.class,
                        LIMIT,
                        id -> new ScriptMessages.CheckScript(id, source, settings));
        return new ScriptReport(
                answer.failures().stream().map(RunErrors::of).toList(),
                answer.unchecked(),
                outcome(answer.outcome()));
    }

    private static ScriptReport.@Nullable Outcome outcome(ScriptMessages.@Nullable Outcome found) {
        return found == null
                ? null
                : new ScriptReport.Outcome(
                        found.statements(),
                        found.writes(),
                        found.jars(),
                        found.operators().stream()
                                .map(
                                        one ->
                                                new ScriptReport.Operator(
                                                        one.id(),
                                                        one.uid(),
                                                        one.name(),
                                                        one.parallelism()))
                                .toList());
    }
}
