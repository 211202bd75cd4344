package io.drey.kernel.flink120.check;

import static java.util.Objects.requireNonNull;

import io.drey.kernel.Language.Explanation;
import io.drey.kernel.flink120.check.SqlCheck.Environments;
import io.drey.kernel.flink120.error.FailureTranslator;
import io.drey.kernel.flink120.statement.StatementEnvironment;
import io.drey.kernel.flink120.text.SqlWords;
import io.drey.protocol.KernelMessages.Failure;
import io.drey.protocol.KernelMessages.Plan;
import io.drey.sql.SqlStatement;
import io.drey.sql.StatementSplitter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells how a text would be run, without running any of it.
 *
 * <p>Thread-safe: every explanation has a planner of its own.
 */
public final class SqlExplanation {
    private final FailureTranslator translator;
    private final Environments environments;

    public SqlExplanation(FailureTranslator translator, Environments environments) {
        this.translator = requireNonNull(translator, "translator");
        this.environments = requireNonNull(environments, "environments");
    }

    /** Plans statement after statement, until one is wrong. */
    public Explanation explain(String source, @Nullable String mode) {
        StatementEnvironment.useThread();
        List<Plan> plans = new ArrayList<>();
        try (SideEnvironment environment = environments.open(mode, new SqlWords(source).names())) {
            for (SqlStatement statement : StatementSplitter.split(source)) {
                if (statement.findFlaw().isPresent()) {
                    Failure flaw = translator.translate(statement.findFlaw().get());
                    return new Explanation(plans, flaw);
                }
                try {
                    environment.explain(statement).ifPresent(plans::add);
                } catch (Exception | Error e) {
                    // Scala throws checked exceptions undeclared, and the planner asserts.
                    Failure failure = translator.translate(e, statement);
                    return new Explanation(plans, SqlCheck.withoutDetail(failure));
                }
            }
        }
        return new Explanation(plans, null);
    }
}
