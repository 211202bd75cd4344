package io.drey.cli;

import static java.util.Objects.requireNonNull;

import io.drey.cli.shell.Console;
import io.drey.cli.shell.Environment;
import io.drey.cli.shell.ExitCode;
import io.drey.client.DreyClient;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints logs. */
@Command(
        name = "logs",
        mixinStandardHelpOptions = true,
        description = "Print the last lines of a log of Drey.",
        footer = {
            "",
            "Examples:",
            "  ./drey logs",
            "  ./drey logs jobmanager -n 50",
            "  ./drey logs taskmanager -f"
        })
final class LogsCommand implements Callable<Integer> {
    private static final long LOOK_EVERY_MILLIS = 700;
    private static final int FOLLOWED_LINES = 2_000;

    private final Console console;
    private final Environment environment;

    @Mixin private ServerOptions server = new ServerOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "PROCESS",
            description = "server, jobmanager, taskmanager or a kernel's id (default: server).")
    private String process = "server";

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            description = "How many lines (default: 200).")
    private int lines = 200;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on printing what is added, until Ctrl-C.")
    private boolean isFollowing;

    LogsCommand(Console console, Environment environment) {
        this.console = requireNonNull(console, "console");
        this.environment = requireNonNull(environment, "environment");
    }

    @Override
    public Integer call() throws InterruptedException {
        // The server's own log is a file here, and is wanted most when the server is not up.
        LogSource source = LogSource.open(server, environment, process);
        String tail = source.tail(lines);
        print(tail);
        while (isFollowing) {
            Thread.sleep(LOOK_EVERY_MILLIS);
            String now = source.tail(FOLLOWED_LINES);
            print(added(tail, now));
            tail = now;
        }
        return ExitCode.OK;
    }

    private void print(String text) {
        if (text.isEmpty()) {
            return;
        }
        console.out().print(text.endsWith("\n") ? text : text + "\n");
        console.out().flush();
    }

    /** What came behind the end of the earlier text; all when the log was started anew. */
    static String added(String before, String now) {
        if (before.isEmpty()) {
            return now;
        }
        // The last lines are enough to find the place; a whole tail would be cut at its start.
        int from = before.length();
        for (int i = 0; i < 5 && from > 0; i++) {
            from = before.lastIndexOf('\n', from - 2) + 1;
        }
        String mark = before.substring(from);
        int at = now.lastIndexOf(mark);
        return at < 0 ? now : now.substring(at + mark.length());
    }

    /** Where a log's text comes from. */
    interface LogSource {
        String tail(int lines);

        static LogSource open(ServerOptions server, Environment environment, String process) {
            try {
                DreyClient client = server.connect(environment);
                return lines -> client.getLog(process, lines);
            } catch (DreyException e) {
                if (e.code() != DreyErrorCode.SERVER_UNAVAILABLE || !process.equals("server")) {
                    throw e;
                }
                return LogFile.of(server.dataDir(environment).serverLog(), e);
            }
        }
    }
}
