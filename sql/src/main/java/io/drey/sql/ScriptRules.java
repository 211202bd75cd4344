package io.drey.sql;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What makes a script one job, told from its statements' first words before any of them is run.
 *
 * <p>A script is one statement set, or any number of INSERT statements, which become one.
 */
public final class ScriptRules {
    private static final Set<String> SETS = Set.of("BEGIN STATEMENT SET", "EXECUTE STATEMENT SET");
    private static final Set<String> INSERTS =
            Set.of("INSERT INTO", "INSERT OVERWRITE", "EXECUTE INSERT");

    /** Each runs a job that nothing can be joined with. */
    private static final Set<String> ALONE =
            Set.of("UPDATE", "DELETE", "EXECUTE PLAN", "COMPILE AND EXECUTE");

    private static final Set<String> QUERIES =
            Set.of(
                    "SELECT",
                    "WITH",
                    "VALUES",
                    "TABLE",
                    "EXECUTE SELECT",
                    "EXECUTE WITH",
                    "EXECUTE VALUES");

    /** They speak to a session, or run jobs whose outcome is read back. */
    private static final Set<String> INTERACTIVE =
            Set.of(
                    "STOP JOB",
                    "SHOW JOBS",
                    "DESCRIBE JOB",
                    "REMOVE JAR",
                    "ANALYZE TABLE",
                    "HELP",
                    "QUIT",
                    "EXIT",
                    "CLEAR");

    private final List<SqlStatement> statements;

    private ScriptRules(List<SqlStatement> statements) {
        this.statements = statements;
    }

    /**
     * Checks a whole script.
     *
     * @throws ScriptException if it cannot be run as one job
     */
    public static void check(List<SqlStatement> statements) {
        new ScriptRules(statements).check();
    }

    /** Whether a statement only tells something, which nobody would read. */
    public static boolean isOnlyTelling(SqlStatement statement) {
        String what = statement.what();
        return what.startsWith("SHOW")
                || what.equals("DESCRIBE")
                || what.equals("DESC")
                || what.equals("EXPLAIN");
    }

    /** What to throw when none of a script's statements has turned out to run a job. */
    public static ScriptException noJob(List<SqlStatement> statements) {
        Place end =
                statements.isEmpty()
                        ? new Place(1, 1)
                        : statements.get(statements.size() - 1).start();
        return new ScriptException(end, "The script runs no job: it has no INSERT.");
    }

    private void check() {
        SqlStatement job = null;
        for (SqlStatement statement : statements) {
            statement
                    .findFlaw()
                    .ifPresent(
                            flaw -> {
                                throw new ScriptException(
                                        flaw.place(), flaw.message() + " " + flaw.suggestion());
                            });
            String what = statement.what();
            if (QUERIES.contains(what)) {
                throw new ScriptException(
                        statement.start(),
                        what
                                + " has nobody to show its rows to in a script that runs as a job."
                                + " Write them into a table with INSERT INTO.");
            }
            if (INTERACTIVE.contains(what)) {
                throw new ScriptException(
                        statement.start(),
                        what + " cannot be part of a script that runs as a job. Remove it.");
            }
            if (isJob(statement)) {
                requireOneJob(job, statement);
                job = statement;
            }
        }
    }

    private static boolean isJob(SqlStatement statement) {
        String what = statement.what();
        return SETS.contains(what) || INSERTS.contains(what) || ALONE.contains(what);
    }

    private static void requireOneJob(@Nullable SqlStatement first, SqlStatement second) {
        if (first == null || (INSERTS.contains(first.what()) && INSERTS.contains(second.what()))) {
            return;
        }
        throw new ScriptException(
                second.start(),
                "A script is one job, and "
                        + second.what()
                        + " would be its second: the first is "
                        + first.what()
                        + " in line "
                        + first.start().line()
                        + ". Put all INSERT statements into one statement set, or make two scripts"
                        + " of it.");
    }
}
