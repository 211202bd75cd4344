package io.drey.cli;

import static java.util.Objects.requireNonNull;

import io.drey.cli.render.Style;
import io.drey.cli.render.Words;
import io.drey.cli.server.DataDir;
import io.drey.cli.server.EventWatch;
import io.drey.cli.server.RunningServer;
import io.drey.cli.server.ServerLauncher;
import io.drey.cli.server.ServerStopper;
import io.drey.cli.server.StartOptions;
import io.drey.cli.server.StartSteps;
import io.drey.cli.shell.Console;
import io.drey.cli.shell.Environment;
import io.drey.cli.shell.ExitCode;
import io.drey.cli.shell.Interrupts;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Starts Drey. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Start the server, a local Flink and a warm kernel, and print one address to open.",
            "Stays in the foreground, where Ctrl-C stops all of it; --detach returns at once."
        },
        footer = {
            "",
            "Exit code: 0 Drey is up, or was stopped by ./drey down (by Ctrl-C: 130);",
            "3 it did not start, or died.",
            "",
            "Examples:",
            "  ./drey up",
            "  ./drey up --detach --port 9000 --data /srv/drey"
        })
final class UpCommand implements Callable<Integer> {
    private static final Duration NOTICE = Duration.ofMillis(50);

    private static final int MAX_PORT = 65_535;

    private final Console console;
    private final Environment environment;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-d", "--detach"},
            description = "Return when Drey is up; it goes on in the background.")
    private boolean isDetached;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Port of the page and the API (default: 8090); 0 takes a free one.")
    private @Nullable Integer port;

    @Mixin private DataDirOption data = new DataDirOption();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Set an option of the server for this start; may be repeated.")
    private List<String> settings = new ArrayList<>();

    @Option(names = "--no-open", description = "Do not open the page in a browser.")
    private boolean isPageKept;

    UpCommand(Console console, Environment environment) {
        this.console = requireNonNull(console, "console");
        this.environment = requireNonNull(environment, "environment");
    }

    @Override
    public Integer call() {
        requireUsage();
        DataDir dataDir = data.choose(environment);
        Optional<RunningServer> running = RunningServer.find(dataDir);
        if (running.isPresent()) {
            console.say("Drey is already up, data in " + dataDir.path() + ".");
            printLink(running.get());
            return ExitCode.OK;
        }
        Style style = console.errStyle();
        console.say(style.bold("Starting Drey " + Version.text()) + ", data in " + dataDir.path());
        if (isDetached) {
            start(dataDir);
            return ExitCode.OK;
        }
        // From the first moment on, so that Ctrl-C during the start leaves nothing behind either.
        try (Interrupts ignored = Interrupts.onInterrupt(() -> stop(dataDir))) {
            RunningServer server = start(dataDir);
            console.say(style.dim("Ctrl-C stops Drey."));
            new EventWatch(server, console).watchUntilGone();
        }
        if (dataDir.isAnnounced()) {
            console.say(
                    style.red("error: ") + "the server is gone; its log is " + dataDir.serverLog());
            return ExitCode.UNAVAILABLE;
        }
        console.say("Drey was stopped from elsewhere.");
        return ExitCode.OK;
    }

    private void requireUsage() {
        if (port != null && (port < 0 || port > MAX_PORT)) {
            throw new ParameterException(
                    spec.commandLine(), "--port: " + port + " (expected: 0 to " + MAX_PORT + ")");
        }
        for (String setting : settings) {
            if (setting.indexOf('=') < 1) {
                throw new ParameterException(
                        spec.commandLine(), "--set: " + setting + " (expected: KEY=VALUE)");
            }
        }
    }

    private RunningServer start(DataDir dataDir) {
        // Of this JVM: as a process it may be as old as the build that the start script ran before.
        long jvmStart = ManagementFactory.getRuntimeMXBean().getStartTime();
        Instant startedAt = Instant.ofEpochMilli(jvmStart).minus(NOTICE);
        StartSteps steps = new StartSteps(console, startedAt);
        RunningServer server =
                new ServerLauncher(environment, dataDir).launch(new StartOptions(port, settings));
        steps.serverIsUp(server);
        steps.awaitRest(server);
        printLink(server);
        return server;
    }

    private void printLink(RunningServer server) {
        URI link = server.client().createLink();
        console.err().println();
        console.err().flush();
        console.out().println(link);
        console.out().flush();
        if (!isPageKept && console.isOutTerminal() && hasDesktop()) {
            open(link);
        }
    }

    private boolean hasDesktop() {
        return environment.variable("DISPLAY") != null
                || environment.variable("WAYLAND_DISPLAY") != null
                || System.getProperty("os.name", "").startsWith("Mac");
    }

    private void open(URI link) {
        String opener = System.getProperty("os.name", "").startsWith("Mac") ? "open" : "xdg-open";
        try {
            new ProcessBuilder(opener, link.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            console.say(console.errStyle().dim("No browser was opened: " + e.getMessage()));
        }
    }

    private void stop(DataDir dataDir) {
        Instant before = Instant.now();
        console.say("\nStopping Drey …");
        new ServerStopper(dataDir).stop();
        console.say(
                "Drey is down after " + Words.duration(Duration.between(before, Instant.now())));
    }
}
