package io.drey.kernel.flink120.error;

import static java.util.Objects.requireNonNull;

import io.drey.kernel.Failures;
import io.drey.kernel.flink120.text.Span;
import io.drey.protocol.KernelMessages.Failure;
import io.drey.sql.Place;
import io.drey.sql.SqlStatement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns what Flink throws into what a user can read: what is wrong, where in the cell, and what to
 * do. Thread-safe.
 *
 * <p>Flink has no error codes, so problems are recognised by their words; one that no rule knows
 * keeps Flink's own words. The full text is always kept.
 */
public final class FailureTranslator {
    /** The order counts: from what is most telling to what is most general. */
    private static final List<Rule> RULES =
            Stream.of(
                            ParseRules.all(),
                            NameRules.all(),
                            TableRules.all(),
                            ModeRules.all(),
                            ConnectionRules.all(),
                            JobRules.all(),
                            QueryRules.all())
                    .flatMap(List::stream)
                    .toList();

    private final KnownNames names;

    public FailureTranslator(KnownNames names) {
        this.names = requireNonNull(names, "names");
    }

    /** Tells of text that is no statement at all. */
    public Failure translate(SqlStatement.Flaw flaw) {
        Span place = new Span(flaw.place(), flaw.place());
        return failure(
                Diagnosis.of("SQL_PARSE", flaw.message()).suggest(flaw.suggestion()).at(place),
                new Place(1, 1),
                null);
    }

    /** Tells of what was thrown while a statement was executed, or by its job. */
    public Failure translate(Throwable thrown, SqlStatement statement) {
        if (thrown instanceof PartException part) {
            return translate(part.problem(), part.part());
        }
        Problem problem = Problem.of(statement.text(), thrown, names);
        return failure(diagnose(problem), statement.start(), Failures.fullText(thrown));
    }

    static Diagnosis diagnose(Problem problem) {
        return RULES.stream()
                .map(rule -> rule.apply(problem))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> general(problem));
    }

    private static Diagnosis general(Problem problem) {
        if (problem.hasType("JobLostException")) {
            return Diagnosis.of("JOB_LOST", "The cluster no longer knows this job.");
        }
        if (problem.hasType("JobFailedException")) {
            return JobRules.failed(problem);
        }
        if (problem.hasType("SubmissionException") || problem.hasType("JobSubmissionException")) {
            return Diagnosis.of(
                    "CLUSTER_UNAVAILABLE",
                    "The cluster did not take the job: " + problem.root().message());
        }
        Problem.Cause cause = readable(problem);
        String text = cause.message().strip();
        boolean isUnsupported =
                problem.hasType("UnsupportedOperationException") || text.contains("not support");
        return Diagnosis.of(isUnsupported ? "UNSUPPORTED" : "SQL_INVALID", text)
                .at(problem.span().orElse(null));
    }

    /** The deepest cause that says something. */
    private static Problem.Cause readable(Problem problem) {
        List<Problem.Cause> causes = problem.causes();
        for (int i = causes.size() - 1; i >= 0; i--) {
            String text = causes.get(i).message();
            if (!text.isBlank() && !text.equals("null")) {
                return causes.get(i);
            }
        }
        return new Problem.Cause(problem.root().type(), problem.root().simpleType());
    }

    private static Failure failure(Diagnosis diagnosis, Place begin, @Nullable String detail) {
        Span span = diagnosis.span();
        Span place = span == null ? null : span.within(begin);
        return new Failure(
                diagnosis.code(),
                diagnosis.message(),
                diagnosis.suggestion(),
                place == null ? 0 : place.start().line(),
                place == null ? 0 : place.start().column(),
                place == null ? 0 : place.end().line(),
                place == null ? 0 : place.end().column(),
                detail);
    }
}
