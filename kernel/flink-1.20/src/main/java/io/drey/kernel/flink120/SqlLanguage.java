package io.drey.kernel.flink120;

import static java.util.Objects.requireNonNull;

import io.drey.kernel.CellRun;
import io.drey.kernel.Failures;
import io.drey.kernel.Language;
import io.drey.kernel.Outlet;
import io.drey.kernel.flink120.check.SqlCheck;
import io.drey.kernel.flink120.check.SqlExplanation;
import io.drey.kernel.flink120.completion.SqlCompletion;
import io.drey.kernel.flink120.completion.SqlDescription;
import io.drey.kernel.flink120.error.FailureTranslator;
import io.drey.kernel.flink120.error.PartException;
import io.drey.kernel.flink120.setting.KnownSettings;
import io.drey.kernel.flink120.statement.BrokerCheck;
import io.drey.kernel.flink120.statement.Modifications;
import io.drey.kernel.flink120.statement.Queries;
import io.drey.kernel.flink120.statement.StatementEnvironment;
import io.drey.kernel.flink120.statement.StatementRun;
import io.drey.kernel.flink120.statement.Statements;
import io.drey.protocol.KernelMessages.Failure;
import io.drey.protocol.SessionMessages.Content;
import io.drey.sql.SqlStatement;
import io.drey.sql.StatementSplitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.table.operations.ModifyOperation;
import org.apache.flink.table.operations.Operation;
import org.apache.flink.table.operations.QueryOperation;
import org.apache.flink.table.operations.StatementSetOperation;
import org.apache.flink.table.operations.command.ResetOperation;
import org.apache.flink.table.operations.command.SetOperation;
import org.jspecify.annotations.Nullable;

/** Runs SQL cells: statement after statement, until one fails. */
final class SqlLanguage implements Language {
    private final KernelSession session;
    private final Queries queries;
    private final Modifications modifications;
    private final Statements others;
    private final FailureTranslator translator;
    private final SqlCompletion completion;
    private final SqlCheck check;
    private final SqlDescription description;
    private final SqlExplanation explanation;
    private final ScriptCheck scripts;

    SqlLanguage(
            KernelSession session,
            Queries queries,
            Modifications modifications,
            FailureTranslator translator,
            ScriptCheck scripts) {
        this.session = requireNonNull(session, "session");
        this.queries = requireNonNull(queries, "queries");
        this.modifications = requireNonNull(modifications, "modifications");
        this.translator = requireNonNull(translator, "translator");
        this.scripts = requireNonNull(scripts, "scripts");
        this.others = new Statements();
        this.completion = new SqlCompletion(session.names());
        this.description = new SqlDescription(session.names());
        this.explanation = new SqlExplanation(translator, session::sideEnvironment);
        this.check = new SqlCheck(translator, session::sideEnvironment);
    }

    @Override
    public String name() {
        return "sql";
    }

    @Override
    public Optional<Failure> run(CellRun run, Outlet outlet) {
        session.useMode(run.request().mode());
        for (SqlStatement statement : StatementSplitter.split(run.request().source())) {
            run.requireNotCancelled();
            Optional<Failure> failure = run(new StatementRun(run, statement, outlet));
            if (failure.isPresent()) {
                return failure;
            }
        }
        return Optional.empty();
    }

    @Override
    public Offer complete(String source, int position) {
        StatementEnvironment.useThread();
        SqlCompletion.Found found = completion.complete(source, position);
        return new Offer(found.from(), found.isWhole(), found.items());
    }

    @Override
    public Help describe(String source, int position) {
        StatementEnvironment.useThread();
        return new Help(
                description.describe(source, position).orElse(null),
                description.call(source, position).orElse(null));
    }

    @Override
    public Findings check(String source, @Nullable String mode) {
        return check.check(source, mode);
    }

    @Override
    public Explanation explain(String source, @Nullable String mode) {
        return explanation.explain(source, mode);
    }

    @Override
    public ScriptFindings checkScript(String source, Map<String, String> settings) {
        return scripts.check(source, settings);
    }

    @Override
    public Content content() {
        return session.content();
    }

    private Optional<Failure> run(StatementRun statement) {
        statement.tellRunning();
        try {
            Optional<SqlStatement.Flaw> flaw = statement.statement().findFlaw();
            if (flaw.isPresent()) {
                return fail(statement, translator.translate(flaw.get()));
            }
            execute(statement);
            return Optional.empty();
        } catch (CancellationException e) {
            return cancel(statement);
        } catch (Exception | Error e) {
            // Scala throws checked exceptions undeclared, and the planner asserts.
            if (statement.run().isCancelled()) {
                return cancel(statement);
            }
            return fail(statement, translator.translate(e, statement.statement()));
        }
    }

    private static Optional<Failure> fail(StatementRun statement, Failure failure) {
        statement.tellFailed(failure);
        return Optional.of(failure);
    }

    private static Optional<Failure> cancel(StatementRun statement) {
        statement.tellCancelled();
        statement.run().requireNotCancelled();
        // Somebody cancelled the job elsewhere; for the cell that is a failure.
        return Optional.of(Failures.of("CANCELLED", "The job was cancelled.", null));
    }

    private void execute(StatementRun statement) {
        StatementEnvironment environment = session.environment();
        boolean isTakenOver = false;
        try {
            if (!statement.statement().parts().isEmpty()) {
                List<ModifyOperation> parts = parts(statement, environment);
                parts.forEach(part -> BrokerCheck.start(statement, part));
                modifications.run(statement, environment, parts, session);
                return;
            }
            Operation operation = environment.parse(statement.statement().text());
            BrokerCheck.start(statement, operation);
            if (operation instanceof ModifyOperation modification) {
                modifications.run(statement, environment, List.of(modification), session);
            } else if (operation instanceof StatementSetOperation set) {
                modifications.run(statement, environment, set.getOperations(), session);
            } else if (operation instanceof QueryOperation query) {
                queries.start(statement, environment, query, session);
                isTakenOver = true;
            } else {
                noteModeChange(operation);
                warnOfUnknownSetting(statement, operation);
                others.tell(statement, session.execute(operation, statement.statement().text()));
                session.noteSetting(operation, statement.run().id());
            }
        } finally {
            if (!isTakenOver) {
                environment.close();
            }
        }
    }

    private List<ModifyOperation> parts(StatementRun statement, StatementEnvironment environment) {
        List<ModifyOperation> operations = new ArrayList<>();
        for (SqlStatement part : statement.statement().parts()) {
            try {
                Operation operation = environment.parse(part.text());
                if (!(operation instanceof ModifyOperation modification)) {
                    throw new UnsupportedOperationException(
                            "Only INSERT and CREATE TABLE AS can be part of a statement set, not "
                                    + part.what()
                                    + ".");
                }
                operations.add(modification);
            } catch (RuntimeException e) {
                throw new PartException(part, e);
            }
        }
        return operations;
    }

    /** Flink takes any key, so a mistyped one would go unnoticed. */
    private static void warnOfUnknownSetting(StatementRun statement, Operation operation) {
        if (operation instanceof SetOperation set) {
            set.getKey().flatMap(KnownSettings.get()::findDoubt).ifPresent(statement::warn);
        }
    }

    /** A cell that sets the mode itself means it, whatever the cell is run as. */
    private void noteModeChange(Operation operation) {
        String key = ExecutionOptions.RUNTIME_MODE.key();
        boolean isSet =
                operation instanceof SetOperation set
                        && set.getKey().filter(key::equals).isPresent();
        boolean isReset =
                operation instanceof ResetOperation reset
                        && reset.getKey().map(key::equals).orElse(true);
        if (isSet || isReset) {
            session.useMode(null);
        }
    }
}
