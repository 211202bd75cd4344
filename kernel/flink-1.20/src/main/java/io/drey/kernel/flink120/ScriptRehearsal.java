package io.drey.kernel.flink120;

import io.drey.kernel.Language.ScriptFindings;
import io.drey.kernel.flink120.check.SqlCheck;
import io.drey.kernel.flink120.error.FailureTranslator;
import io.drey.kernel.flink120.statement.JobOperators;
import io.drey.kernel.flink120.statement.StatementEnvironment;
import io.drey.protocol.KernelMessages.Failure;
import io.drey.protocol.ScriptMessages.Operator;
import io.drey.protocol.ScriptMessages.Outcome;
import io.drey.sql.ScriptRules;
import io.drey.sql.SqlStatement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.CatalogManager;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.catalog.UnresolvedIdentifier;
import org.apache.flink.table.operations.CreateTableASOperation;
import org.apache.flink.table.operations.ModifyOperation;
import org.apache.flink.table.operations.Operation;
import org.apache.flink.table.operations.ReplaceTableAsOperation;
import org.apache.flink.table.operations.StatementSetOperation;
import org.apache.flink.table.operations.ddl.CreateCatalogFunctionOperation;
import org.apache.flink.table.operations.ddl.CreateTableOperation;
import org.apache.flink.table.operations.ddl.CreateViewOperation;
import org.apache.flink.table.operations.ddl.DropTableOperation;
import org.apache.flink.table.operations.ddl.DropViewOperation;
import org.jspecify.annotations.Nullable;

/**
 * Goes through one script without doing anything that outlives its session.
 *
 * <p>What it makes in catalogs of others is a temporary table or function here, and what else it
 * would do to them is left out and told. Confined to the thread that made it.
 */
final class ScriptRehearsal {
    private static final String SYNTAX = "SQL_PARSE";

    private final KernelSession session;
    private final FailureTranslator translator;
    private final List<SqlStatement> statements;
    private final List<StatementEnvironment> environments = new ArrayList<>();
    private final List<Write> writes = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private final List<String> unchecked = new ArrayList<>();
    private final Set<ObjectIdentifier> dropped = new HashSet<>();
    private boolean isSure = true;
    private boolean runsJob;

    /** What a statement writes. */
    private record Write(SqlStatement statement, ModifyOperation operation) {}

    ScriptRehearsal(
            KernelSession session, FailureTranslator translator, List<SqlStatement> statements) {
        this.session = session;
        this.translator = translator;
        this.statements = statements;
    }

    ScriptFindings play() {
        try {
            for (SqlStatement statement : statements) {
                statement.executables().forEach(this::tryOut);
            }
            if (failures.isEmpty() && isSure && !runsJob) {
                failures.add(ScriptCheck.failure(ScriptRules.noJob(statements)));
            }
            Outcome outcome = failures.isEmpty() && isSure ? outcome() : null;
            return new ScriptFindings(failures, unchecked, outcome);
        } finally {
            environments.forEach(StatementEnvironment::close);
        }
    }

    private void tryOut(SqlStatement statement) {
        if (ScriptRules.isOnlyTelling(statement)) {
            return;
        }
        try {
            take(statement);
        } catch (Exception | Error e) {
            // Scala throws checked exceptions undeclared, and the planner asserts.
            fail(SqlCheck.withoutDetail(translator.translate(e, statement)));
            // What it would have made is missed by those that follow.
            isSure = false;
        }
    }

    private void fail(Failure failure) {
        if (isSure || failure.code().equals(SYNTAX)) {
            failures.add(failure);
        } else if (failures.isEmpty()) {
            // It may be sound where all before it is really done.
            unchecked.add("Line " + failure.line() + ": " + failure.message());
        }
    }

    private void take(SqlStatement statement) {
        StatementEnvironment environment = session.environment();
        environments.add(environment);
        Operation operation = environment.parse(statement.text());
        if (operation instanceof CreateTableASOperation creation) {
            create(environment, creation.getCreateTableOperation());
            write(statement, List.of(creation.toSinkModifyOperation(session.catalogManager())));
        } else if (operation instanceof ReplaceTableAsOperation) {
            leaveOut(statement);
            runsJob = true;
        } else if (operation instanceof StatementSetOperation set) {
            write(statement, set.getOperations());
        } else if (operation instanceof ModifyOperation modification) {
            write(statement, List.of(modification));
        } else if (OutsideWorld.isSpared(operation, session.catalogManager())) {
            session.execute(operation, statement.text()).close();
        } else {
            pretend(operation, statement);
        }
    }

    private void write(SqlStatement statement, List<? extends ModifyOperation> operations) {
        operations.forEach(operation -> writes.add(new Write(statement, operation)));
        runsJob = true;
    }

    private void create(StatementEnvironment environment, CreateTableOperation creation) {
        if (OutsideWorld.isSpared(creation, session.catalogManager())) {
            var unused = environment.tables().executeInternal(creation);
        } else {
            pretend(creation);
        }
    }

    private void pretend(Operation operation, SqlStatement statement) {
        CatalogManager catalogs = session.catalogManager();
        if (operation instanceof CreateTableOperation creation) {
            pretend(creation);
        } else if (operation instanceof CreateViewOperation creation) {
            requireNew(creation.getViewIdentifier(), creation.isIgnoreIfExists());
            catalogs.createTemporaryTable(
                    creation.getCatalogView(), creation.getViewIdentifier(), true);
        } else if (operation instanceof CreateCatalogFunctionOperation creation) {
            session.functions()
                    .registerTemporaryCatalogFunction(
                            UnresolvedIdentifier.of(creation.getFunctionIdentifier().toList()),
                            creation.getCatalogFunction(),
                            true);
        } else if (operation instanceof DropTableOperation drop) {
            catalogs.dropTemporaryTable(drop.getTableIdentifier(), true);
            dropped.add(drop.getTableIdentifier());
        } else if (operation instanceof DropViewOperation drop) {
            catalogs.dropTemporaryView(drop.getViewIdentifier(), true);
            dropped.add(drop.getViewIdentifier());
        } else {
            runsJob |= OutsideWorld.runsJob(operation);
            leaveOut(statement);
        }
    }

    private void pretend(CreateTableOperation creation) {
        ObjectIdentifier name = creation.getTableIdentifier();
        requireNew(name, creation.isIgnoreIfExists());
        session.catalogManager().createTemporaryTable(creation.getCatalogTable(), name, true);
    }

    private void requireNew(ObjectIdentifier name, boolean mayExist) {
        if (!mayExist
                && !dropped.contains(name)
                && session.catalogManager().getTable(name).isPresent()) {
            throw new ValidationException("Table " + name.asSummaryString() + " exists already.");
        }
    }

    private void leaveOut(SqlStatement statement) {
        unchecked.add(
                "Line "
                        + statement.start().line()
                        + ": "
                        + statement.what()
                        + " is not tried, as it would change more than this check may.");
        isSure = false;
    }

    /** Plans the job; null if it cannot be planned. */
    private @Nullable Outcome outcome() {
        try {
            return new Outcome(
                    statements.size(), writes.size(), session.content().jars(), operators(writes));
        } catch (Exception | Error e) {
            failures.add(SqlCheck.withoutDetail(translator.translate(e, culprit())));
            return null;
        }
    }

    private List<Operator> operators(List<Write> planned) {
        StatementEnvironment environment = session.environment();
        environments.add(environment);
        return JobOperators.of(environment, planned.stream().map(Write::operation).toList());
    }

    /** The first statement that cannot be planned by itself. */
    private SqlStatement culprit() {
        for (Write write : writes.subList(0, writes.size() - 1)) {
            try {
                var unused = operators(List.of(write));
            } catch (Exception | Error e) {
                return write.statement();
            }
        }
        return writes.get(writes.size() - 1).statement();
    }
}
