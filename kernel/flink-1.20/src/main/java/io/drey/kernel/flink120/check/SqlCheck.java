package io.drey.kernel.flink120.check;

import static java.util.Objects.requireNonNull;

import io.drey.kernel.Language.Findings;
import io.drey.kernel.flink120.error.FailureTranslator;
import io.drey.kernel.flink120.plan.StateWarning;
import io.drey.kernel.flink120.plan.StateWarnings;
import io.drey.kernel.flink120.statement.StatementEnvironment;
import io.drey.kernel.flink120.text.Span;
import io.drey.kernel.flink120.text.SqlWords;
import io.drey.protocol.KernelMessages.Failure;
import io.drey.protocol.KernelMessages.Remedy;
import io.drey.protocol.KernelMessages.Warning;
import io.drey.sql.Place;
import io.drey.sql.SqlStatement;
import io.drey.sql.StatementSplitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.configuration.ExecutionOptions;
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
    private static final String FORGET_ABOVE = StateWarnings.FORGET + ";\n";

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

    /** What is found; nothing where it cannot be told before a run. */
    public Findings check(String source, @Nullable String mode) {
        List<SqlStatement> statements = StatementSplitter.split(source);
        if (statements.isEmpty()) {
            return Findings.NONE;
        }
        StatementEnvironment.useThread();
        List<Failure> failures = new ArrayList<>();
        List<Warning> warnings = new ArrayList<>();
        try (SideEnvironment environment = environments.open(mode, new SqlWords(source).names())) {
            boolean isSure = true;
            for (SqlStatement statement : statements) {
                List<Warning> ofStatement = new ArrayList<>();
                Optional<Failure> failure = check(environment, statement, ofStatement);
                boolean isKnown = isSure;
                failure.filter(found -> isKnown || found.code().equals(SYNTAX))
                        .ifPresent(failures::add);
                if (isSure && failure.isEmpty()) {
                    warnings.addAll(ofStatement);
                }
                // What a wrong statement would have made is missed by those that follow.
                isSure &=
                        !UNFORESEEABLE.contains(statement.what())
                                && !changesMode(statement)
                                && (failure.isEmpty() || !isDefinition(statement));
            }
        }
        return new Findings(failures, warnings);
    }

    /** The planner is made for one mode; what follows is planned by another. */
    private static boolean changesMode(SqlStatement statement) {
        return (statement.what().equals("SET") || statement.what().equals("RESET"))
                && new SqlWords(statement.text())
                        .findQuoted(ExecutionOptions.RUNTIME_MODE.key())
                        .isPresent();
    }

    private static boolean isDefinition(SqlStatement statement) {
        return statement.what().startsWith("CREATE") || statement.what().startsWith("USE");
    }

    private Optional<Failure> check(
            SideEnvironment environment, SqlStatement statement, List<Warning> warnings) {
        if (statement.findFlaw().isPresent()) {
            return statement.findFlaw().map(translator::translate);
        }
        for (SqlStatement part : statement.executables()) {
            try {
                SideEnvironment.Checked checked = environment.check(part.text());
                environment.remember(checked.operation());
                checked.warnings()
                        .forEach(found -> warnings.add(warning(found, part, statement.start())));
            } catch (Exception | Error e) {
                // Scala throws checked exceptions undeclared, and the planner asserts.
                LOG.debug("Found something wrong", e);
                return Optional.of(withoutDetail(translator.translate(e, part)));
            }
        }
        return Optional.empty();
    }

    /**
     * Puts a warning at its place; where the operator comes of a view, at the statement's
     * beginning.
     *
     * @param begin where a statement above this one would stand
     */
    private static Warning warning(StateWarning found, SqlStatement statement, Place begin) {
        SqlWords words = new SqlWords(statement.text());
        Span span =
                found.anchors().stream()
                        .flatMap(anchor -> words.find(anchor, found.place()).stream())
                        .findFirst()
                        .or(words::first)
                        .orElseThrow()
                        .span()
                        .within(statement.start());
        return new Warning(
                found.message(),
                found.suggestion(),
                span.start().line(),
                span.start().column(),
                span.end().line(),
                span.end().column(),
                new Remedy(StateWarnings.FORGET, begin.line(), begin.column(), FORGET_ABOVE));
    }

    /** The engine's words are for who ran a statement, not for who writes one. */
    public static Failure withoutDetail(Failure failure) {
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
