package io.drey.kernel.flink120;

import static java.util.Objects.requireNonNull;

import io.drey.kernel.Language.ScriptFindings;
import io.drey.kernel.flink120.error.FailureTranslator;
import io.drey.kernel.flink120.setting.NotebookSettings;
import io.drey.kernel.flink120.statement.StatementEnvironment;
import io.drey.protocol.KernelMessages.Failure;
import io.drey.sql.Place;
import io.drey.sql.RuntimeMode;
import io.drey.sql.ScriptException;
import io.drey.sql.ScriptRules;
import io.drey.sql.SqlStatement;
import io.drey.sql.StatementSplitter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;

/**
 * Tells what a script would do as a job, by the rules that its runner goes by.
 *
 * <p>Thread-safe: each script gets a session of its own, which ends with the check.
 */
final class ScriptCheck {
    private final Configuration defaults;

    /**
     * Makes a check.
     *
     * @param defaults what a session starts from
     */
    ScriptCheck(Configuration defaults) {
        this.defaults = requireNonNull(defaults, "defaults");
    }

    ScriptFindings check(String source, Map<String, String> settings) {
        StatementEnvironment.useThread();
        Configuration configuration = defaults.clone();
        settings.forEach(configuration::setString);
        try (KernelSession session =
                new KernelSession(configuration, NotebookSettings.NONE, new Configuration())) {
            FailureTranslator translator = new FailureTranslator(session.names());
            List<SqlStatement> statements = StatementSplitter.split(source);
            Optional<SqlStatement.Flaw> flaw =
                    statements.stream().flatMap(one -> one.findFlaw().stream()).findFirst();
            if (flaw.isPresent()) {
                return ScriptFindings.of(translator.translate(flaw.get()));
            }
            ScriptRules.check(statements);
            session.useMode(mode(statements, configuration));
            return new ScriptRehearsal(session, translator, statements).play();
        } catch (ScriptException e) {
            return ScriptFindings.of(failure(e));
        }
    }

    private static String mode(List<SqlStatement> statements, Configuration configuration) {
        boolean isBatch =
                configuration.get(ExecutionOptions.RUNTIME_MODE) == RuntimeExecutionMode.BATCH;
        String mode = RuntimeMode.of(statements, isBatch ? "batch" : "streaming");
        return mode.equals("batch") ? mode : "streaming";
    }

    /** The rules point at where something begins. */
    static Failure failure(ScriptException e) {
        Place place = e.place();
        return new Failure(
                "UNSUPPORTED",
                e.why(),
                null,
                place.line(),
                place.column(),
                place.line(),
                place.column(),
                null);
    }
}
