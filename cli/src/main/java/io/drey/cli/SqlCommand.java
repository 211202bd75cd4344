package io.drey.cli;

import static java.util.Objects.requireNonNull;

import io.drey.cli.render.OutputFormat;
import io.drey.cli.shell.Console;
import io.drey.cli.shell.Environment;
import io.drey.cli.shell.Interrupts;
import io.drey.cli.sql.KernelLease;
import io.drey.cli.sql.LiveTerminal;
import io.drey.cli.sql.Prompt;
import io.drey.cli.sql.SqlExecutor;
import io.drey.cli.sql.SqlSettings;
import io.drey.client.DreyClient;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.ExecutionMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs SQL: from an argument, a file, the standard input, or at a prompt. */
@Command(
        name = "sql",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Run Flink SQL. Without -e, -f or - it opens a prompt.",
            "Results go to the standard output, everything else to the standard error."
                    + " Starts Drey when it is not up."
        },
        footer = {
            "",
            "With --format csv or jsonl a streaming query prints its changes as they come, each with"
                    + " its kind",
            "(+I, -U, +U, -D); with table or json it prints the table they amount to when it ends.",
            "",
            "Exit code: 0 all succeeded, 1 a statement failed, 2 wrong usage, 3 Drey cannot be"
                    + " reached,",
            "124 --timeout was over, 130 interrupted.",
            "",
            "Examples:",
            "  ./drey sql",
            "  ./drey sql -e \"SELECT carrier, COUNT(*) FROM flights GROUP BY carrier\"",
            "  ./drey sql -f report.sql --format csv > report.csv",
            "  echo \"SHOW TABLES\" | ./drey sql -",
            "  ./drey sql --mode streaming --format jsonl --limit 10 -e \"SELECT * FROM clicks\"",
            "  ./drey sql --kernel work -e \"CREATE TABLE t (a INT) WITH ('connector' = 'datagen')\""
        })
final class SqlCommand implements Callable<Integer> {
    private final Console console;
    private final Environment environment;

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ServerOptions server = new ServerOptions();

    @Option(
            names = {"-e", "--execute"},
            paramLabel = "SQL",
            description = "Run these statements, separated by ';'.")
    private @Nullable String text;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Run the statements of a file; - is the standard input.")
    private @Nullable Path file;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = "batch or streaming (default: batch).")
    private ExecutionMode mode = ExecutionMode.BATCH;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "table, csv, json or jsonl (default: table).")
    private OutputFormat format = OutputFormat.table;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description =
                    "Show at most N rows (of a stream: changes) of each result, then stop it.")
    private @Nullable Long limit;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Cancel what is not done after TIME (30s, 2m) and exit with 124.")
    private @Nullable Duration timeout;

    @Option(
            names = "--stream-for",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Watch a streaming query for TIME; stopping it then is a success.")
    private @Nullable Duration streamFor;

    @Option(
            names = "--kernel",
            paramLabel = "NAME",
            description =
                    "Use the kernel of this name and leave it running: its tables and settings are"
                            + " there next time, and it starts faster (default: a fresh one).")
    private @Nullable String kernel;

    @Option(
            names = {"-v", "--verbose"},
            description = "Print the engine's full text with errors.")
    private boolean isVerbose;

    @Parameters(
            arity = "0..1",
            paramLabel = "-",
            description = "Read the statements from the standard input.")
    private @Nullable String dash;

    SqlCommand(Console console, Environment environment) {
        this.console = requireNonNull(console, "console");
        this.environment = requireNonNull(environment, "environment");
    }

    @Override
    public Integer call() {
        requireUsage();
        String source = readSource();
        SqlSettings settings = new SqlSettings(mode, format, limit, timeout, streamFor, isVerbose);
        if (source == null) {
            return prompt(settings);
        }
        DreyClient client = server.connectOrStart(environment, console);
        return run(client, source, settings);
    }

    private int run(DreyClient client, String source, SqlSettings settings) {
        try (KernelLease lease = KernelLease.take(client, kernel);
                LiveTerminal live = LiveTerminal.openFor(client, console, settings)) {
            SqlExecutor executor =
                    new SqlExecutor(client, lease.id(), console, settings, live.table());
            Runnable onInterrupt =
                    () -> {
                        executor.interrupt();
                        lease.close();
                        console.say("interrupted; cancelled");
                    };
            try (Interrupts ignored = Interrupts.onInterrupt(onInterrupt)) {
                return executor.execute(source).exitCode();
            }
        }
    }

    private int prompt(SqlSettings settings) {
        DreyClient client = server.connectOrStart(environment, console);
        Path history = server.dataDir(environment).history();
        try (KernelLease lease = KernelLease.take(client, kernel)) {
            return new Prompt(client, lease.id(), console, settings, history).run();
        }
    }

    private void requireUsage() {
        int sources = (text != null ? 1 : 0) + (file != null ? 1 : 0) + (dash != null ? 1 : 0);
        if (sources > 1) {
            throw usage("-e, -f and - exclude each other");
        }
        if (dash != null && !dash.equals("-")) {
            throw usage("'" + dash + "' (expected: -e SQL, -f FILE or -)");
        }
        if (limit != null && limit < 1) {
            throw usage("--limit: " + limit + " (expected: >= 1)");
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** The statements to run; null for the prompt. */
    private @Nullable String readSource() {
        if (text != null) {
            return text;
        }
        if (file != null && !file.toString().equals("-")) {
            return readFile(file);
        }
        boolean isPiped = file != null || dash != null || !console.isInTerminal();
        return isPiped ? readInput() : null;
    }

    private String readFile(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new DreyException(DreyErrorCode.FILE_NOT_FOUND, path + ": cannot be read", e);
        }
    }

    private String readInput() {
        try {
            return new String(console.in().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new DreyException(DreyErrorCode.BAD_REQUEST, "standard input: cannot be read", e);
        }
    }
}
