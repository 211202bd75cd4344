package io.drey.kernel.flink120.check;

import static java.util.Objects.requireNonNull;

import io.drey.kernel.flink120.error.FailureTranslator;
import io.drey.kernel.flink120.statement.StatementEnvironment;
import io.drey.kernel.flink120.text.SqlStatement;
import io.drey.kernel.flink120.text.SqlWords;
import io.drey.kernel.flink120.text.StatementSplitter;
import io.drey.protocol.KernelMessages.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what is wrong with a text that is still being written, without running any of it.
 *
 * <p>Thread-safe: every check has a planner of its own.
 */
public final class SqlCheck {
    private static final Logger LOG = LoggerFactory.getLogger(SqlCheck.class);
    private static final String SYNTAX = "SQL_PARSE";

    /** What these make is not there before they are run, so names after them prove nothing. */
    private static final Set<String> UNFORESEEABLE =
            Set.of(
                    "CREATE CATALOG",
                    "CREATE DATABASE",
                    "CREATE FUNCTION",
                    "CREATE MATERIALIZED TABLE",
                    "ALTER TABLE",
                    "ALTER VIEW",
                    "ALTER DATABASE",
                    "DROP FUNCTION",
                    "ADD JAR",
                    "LOAD MODULE",
                    "UNLOAD MODULE",
                    "USE MODULES",
                    "CALL");

    private final FailureTranslator translator;
    private final Environments environments;

    public SqlCheck(FailureTranslator translator, Environments environments) {
        this.translator = requireNonNull(translator, "translator");
        this.environments = requireNonNull(environments, "environments");
    }

    /** Makes what a text is tried in. */
    public interface Environments {
        /**
         * Makes one on the calling thread.
         *
         * @param mode {@code batch} or {@code streaming}; null for what the session's settings say
         * @param words all that may be a name in the text
         */
        SideEnvironment open(@Nullable String mode, List<String> words);
    }

    /** At most one failure for each statement; none where it cannot be told before a run. */
    public List<Failure> check(String source, @Nullable String mode) {
        List<SqlStatement> statements = StatementSplitter.split(source);
        if (statements.isEmpty()) {
            return List.of();
        }
        StatementEnvironment.useThread();
        List<Failure> failures = new ArrayList<>();
        try (SideEnvironment environment = environments.open(mode, new SqlWords(source).names())) {
            boolean isSure = true;
            for (SqlStatement statement : statements) {
                Optional<Failure> failure = check(environment, statement);
                boolean isKnown = isSure;
                failure.filter(found -> isKnown || found.code().equals(SYNTAX))
                        .ifPresent(failures::add);
                // What a wrong statement would have made is missed by those that follow.
                isSure &=
                        !UNFORESEEABLE.contains(statement.what())
                                && (failure.isEmpty() || !isDefinition(statement));
            }
        }
        return failures;
    }

    private static boolean isDefinition(SqlStatement statement) {
        return statement.what().startsWith("CREATE") || statement.what().startsWith("USE");
    }

    private Optional<Failure> check(SideEnvironment environment, SqlStatement statement) {
        if (statement.findFlaw().isPresent()) {
            return statement.findFlaw().map(translator::translate);
        }
        List<SqlStatement> parts =
                statement.parts().isEmpty() ? List.of(statement) : statement.parts();
        for (SqlStatement part : parts) {
            try {
                environment.remember(environment.check(part.text()));
            } catch (Exception | Error e) {
                // Scala throws checked exceptions undeclared, and the planner asserts.
                LOG.debug("Found something wrong", e);
                return Optional.of(withoutDetail(translator.translate(e, part)));
            }
        }
        return Optional.empty();
    }

    /** The engine's words are for who ran a statement, not for who writes one. */
    private static Failure withoutDetail(Failure failure) {
        return new Failure(
                failure.code(),
                failure.message(),
                failure.suggestion(),
                failure.line(),
                failure.column(),
                failure.endLine(),
                failure.endColumn(),
                null);
    }
}
