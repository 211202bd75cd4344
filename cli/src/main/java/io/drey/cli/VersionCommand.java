package io.drey.cli;

import static java.util.Objects.requireNonNull;

import io.drey.cli.server.RunningServer;
import io.drey.cli.shell.Console;
import io.drey.cli.shell.Environment;
import io.drey.cli.shell.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints versions. */
@Command(
        name = "version",
        mixinStandardHelpOptions = true,
        description = "Print the version of this program, of Java and of the running server.",
        footer = {"", "Examples:", "  ./drey version"})
final class VersionCommand implements Callable<Integer> {
    private final Console console;
    private final Environment environment;

    @Mixin private ServerOptions server = new ServerOptions();

    VersionCommand(Console console, Environment environment) {
        this.console = requireNonNull(console, "console");
        this.environment = requireNonNull(environment, "environment");
    }

    @Override
    public Integer call() {
        console.out().println("drey " + Version.text());
        console.out().println("java " + Runtime.version());
        RunningServer.find(server.dataDir(environment))
                .ifPresent(
                        running ->
                                console.out()
                                        .println(
                                                "server "
                                                        + running.file().version()
                                                        + " at "
                                                        + running.file().url()));
        return ExitCode.OK;
    }
}
