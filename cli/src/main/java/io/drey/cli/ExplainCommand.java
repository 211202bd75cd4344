package io.drey.cli;

import static java.util.Objects.requireNonNull;

import io.drey.cli.render.CliJson;
import io.drey.cli.render.PlanPrinter;
import io.drey.cli.shell.Console;
import io.drey.cli.shell.Environment;
import io.drey.cli.shell.ExitCode;
import io.drey.cli.sql.KernelLease;
import io.drey.client.DreyClient;
import io.drey.model.CheckRequest;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.ExecutionMode;
import io.drey.model.KernelId;
import io.drey.model.KernelRequest;
import io.drey.model.TextCheck;
import io.drey.model.TextPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows how SQL would be run, and what is to be said about it before. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Show how SQL would be run, without running it.",
            "Prints the optimized plan of each statement, and warns of state that only grows. What"
                    + " the text itself creates is known to what follows in it."
        },
        footer = {
            "",
            "Exit code: 0 everything could be planned, 1 a statement is wrong, 2 wrong usage.",
            "",
            "Examples:",
            "  ./drey explain -e \"SELECT carrier, COUNT(*) FROM flights GROUP BY carrier\"",
            "  ./drey explain report.sql --mode batch",
            "  ./drey explain --notebook shop -e \"SELECT * FROM orders\" --text",
            "  ./drey explain - --json < report.sql | jq .plan.statements"
        })
final class ExplainCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Console console;
    private final Environment environment;

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ServerOptions server = new ServerOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "A file with statements; - is the standard input.")
    private @Nullable String file;

    @Option(
            names = {"-e", "--execute"},
            paramLabel = "SQL",
            description = "Explain these statements, separated by ';'.")
    private @Nullable String text;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = "batch or streaming (default: what the session says; else streaming).")
    private @Nullable ExecutionMode mode;

    @Option(
            names = "--notebook",
            paramLabel = "PATH",
            description = "Use the tables of this notebook's kernel.")
    private @Nullable String notebook;

    @Option(
            names = "--kernel",
            paramLabel = "NAME",
            description = "Use the tables of the kernel of this name (default: a fresh one).")
    private @Nullable String kernel;

    @Option(names = "--text", description = "Print the plans as EXPLAIN does.")
    private boolean isText;

    @Option(names = "--json", description = "Print the API's answers: plan and check.")
    private boolean isJson;

    ExplainCommand(Console console, Environment environment) {
        this.console = requireNonNull(console, "console");
        this.environment = requireNonNull(environment, "environment");
    }

    @Override
    public Integer call() {
        String source = source();
        DreyClient client = server.connectOrStart(environment, console);
        if (notebook != null) {
            return show(
                    client, client.createKernel(new KernelRequest(notebook, null)).id(), source);
        }
        try (KernelLease lease = KernelLease.take(client, kernel)) {
            return show(client, lease.id(), source);
        }
    }

    private String source() {
        if ((text == null) == (file == null)) {
            throw new ParameterException(
                    spec.commandLine(), "Expected either FILE or -e SQL, and not both");
        }
        if (text != null) {
            return text;
        }
        try {
            return "-".equals(file)
                    ? new String(console.in().readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(Path.of(String.valueOf(file)));
        } catch (IOException e) {
            throw new DreyException(DreyErrorCode.FILE_NOT_FOUND, file + ": cannot be read", e);
        }
    }

    private int show(DreyClient client, KernelId id, String source) {
        client.awaitKernel(id, PATIENCE);
        CheckRequest request = new CheckRequest(source, mode);
        TextPlan plan = client.explain(id, request);
        TextCheck check = client.check(id, request);
        if (isJson) {
            Map<String, Object> both = new LinkedHashMap<>();
            both.put("plan", plan);
            both.put("check", check);
            console.out().println(CliJson.pretty(both));
        } else {
            new PlanPrinter(console, isText).print(plan, check, source);
        }
        return plan.error() == null && check.errors().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }
}
