package io.drey.runner;

import io.drey.sql.RuntimeMode;
import io.drey.sql.ScriptException;
import io.drey.sql.ScriptRules;
import io.drey.sql.SqlStatement;
import io.drey.sql.StatementSplitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.config.TableConfigOptions;
import org.apache.flink.table.api.internal.TableEnvironmentInternal;
import org.apache.flink.table.operations.ModifyOperation;
import org.apache.flink.table.operations.Operation;
import org.apache.flink.table.operations.StatementSetOperation;
import org.apache.flink.table.operations.command.ExecutePlanOperation;
import org.apache.flink.table.operations.command.ResetOperation;
import org.apache.flink.table.operations.command.SetOperation;
import org.apache.flink.table.operations.ddl.CompilePlanOperation;

/** Runs one script, once. Confined to the thread that made it. */
final class ScriptSession {
    private static final String SUBMISSION_FAILED = "Failed to execute sql";

    private final Map<String, String> settings;
    private final List<Write> writes = new ArrayList<>();
    private boolean isSubmitted;

    /**
     * Makes a session.
     *
     * @param settings go before those of the cluster
     */
    ScriptSession(Map<String, String> settings) {
        this.settings = new TreeMap<>(settings);
    }

    /** What a statement writes; all of a script is one job. */
    private record Write(SqlStatement statement, ModifyOperation operation) {}

    /**
     * Runs what prepares the job, and then submits it.
     *
     * @throws ScriptException if a statement cannot be run
     */
    void run(String script) {
        List<SqlStatement> statements = StatementSplitter.split(script);
        ScriptRules.check(statements);
        TableEnvironmentInternal tables = environment(statements);
        // Waiting for the job's end would be waiting inside the cluster's answer.
        tables.getConfig().set(TableConfigOptions.TABLE_DML_SYNC, false);
        UserJars jars = UserJars.of(tables);
        for (SqlStatement statement : statements) {
            for (SqlStatement part : statement.executables()) {
                take(tables, jars, part);
            }
        }
        if (!writes.isEmpty()) {
            submit(tables);
        } else if (!isSubmitted) {
            throw ScriptRules.noJob(statements);
        }
    }

    private TableEnvironmentInternal environment(List<SqlStatement> statements) {
        Configuration configuration = Configuration.fromMap(settings);
        boolean isBatch = RuntimeMode.of(statements, inherited(configuration)).equals("batch");
        EnvironmentSettings.Builder builder =
                EnvironmentSettings.newInstance().withConfiguration(configuration);
        return (TableEnvironmentInternal)
                TableEnvironment.create(
                        (isBatch ? builder.inBatchMode() : builder.inStreamingMode()).build());
    }

    private static String inherited(Configuration configuration) {
        RuntimeExecutionMode mode =
                configuration
                        .getOptional(ExecutionOptions.RUNTIME_MODE)
                        .orElseGet(
                                () ->
                                        StreamExecutionEnvironment.getExecutionEnvironment()
                                                .getConfiguration()
                                                .get(ExecutionOptions.RUNTIME_MODE));
        return mode == RuntimeExecutionMode.BATCH ? "batch" : "streaming";
    }

    private void take(TableEnvironmentInternal tables, UserJars jars, SqlStatement statement) {
        if (ScriptRules.isOnlyTelling(statement)) {
            return;
        }
        try {
            Operation operation = parse(tables, statement);
            // Parsing may have loaded the jar of a function.
            jars.share();
            if (operation instanceof SetOperation set) {
                set(tables, set);
            } else if (operation instanceof ResetOperation reset) {
                reset(tables, reset);
            } else if (operation instanceof StatementSetOperation set) {
                set.getOperations().forEach(one -> writes.add(new Write(statement, one)));
            } else if (operation instanceof ModifyOperation modification) {
                writes.add(new Write(statement, modification));
            } else {
                isSubmitted |= runsJob(operation, statement);
                var unused = tables.executeInternal(operation);
                jars.share();
            }
        } catch (Exception | Error e) {
            // Scala throws checked exceptions undeclared, and the planner asserts.
            throw failure(statement, e);
        }
    }

    private static Operation parse(TableEnvironmentInternal tables, SqlStatement statement) {
        List<Operation> operations = tables.getParser().parse(statement.text());
        if (operations.size() != 1) {
            throw new IllegalArgumentException(
                    "statements: " + operations.size() + " (expected: 1)");
        }
        return operations.get(0);
    }

    private static boolean runsJob(Operation operation, SqlStatement statement) {
        return operation instanceof ExecutePlanOperation
                || operation instanceof CompilePlanOperation
                        && statement.what().equals("COMPILE AND EXECUTE");
    }

    private static void set(TableEnvironmentInternal tables, SetOperation set) {
        if (set.getKey().isPresent() && set.getValue().isPresent()) {
            tables.getConfig()
                    .getConfiguration()
                    .setString(set.getKey().get(), set.getValue().get());
        }
    }

    private void reset(TableEnvironmentInternal tables, ResetOperation reset) {
        Configuration configuration = tables.getConfig().getConfiguration();
        List<String> keys =
                reset.getKey().map(List::of).orElseGet(() -> List.copyOf(configuration.keySet()));
        for (String key : keys) {
            // The mode was chosen for the whole script.
            if (!key.equals(ExecutionOptions.RUNTIME_MODE.key())) {
                configuration.removeKey(key);
            }
            if (settings.containsKey(key)) {
                configuration.setString(key, settings.get(key));
            }
        }
    }

    private void submit(TableEnvironmentInternal tables) {
        if (writes.size() > 1) {
            System.out.println(writes.size() + " INSERT statements run as one job.");
        }
        List<ModifyOperation> operations = writes.stream().map(Write::operation).toList();
        try {
            var unused = tables.executeInternal(operations);
        } catch (Exception | Error e) {
            throw failure(culprit(tables), e);
        }
    }

    /** The first statement that cannot be planned by itself. */
    private SqlStatement culprit(TableEnvironmentInternal tables) {
        for (Write write : writes.subList(0, writes.size() - 1)) {
            try {
                var unused = tables.explainInternal(List.of((Operation) write.operation()));
            } catch (Exception | Error e) {
                return write.statement();
            }
        }
        return writes.get(writes.size() - 1).statement();
    }

    /**
     * What went wrong once the cluster had the job is not the script's fault, and stays as it is.
     */
    private static RuntimeException failure(SqlStatement statement, Throwable error) {
        boolean isSubmission =
                error instanceof RuntimeException && SUBMISSION_FAILED.equals(error.getMessage());
        return isSubmission ? (RuntimeException) error : ScriptException.of(statement, error);
    }
}
