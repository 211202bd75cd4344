package io.drey.cli;

import static java.util.Objects.requireNonNull;

import io.drey.cli.server.DataDir;
import io.drey.cli.server.ServerStopper;
import io.drey.cli.shell.Console;
import io.drey.cli.shell.Environment;
import io.drey.cli.shell.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops Drey. */
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = {
            "Stop the server, its kernels and its local Flink.",
            "Notebooks, results and settings stay; running jobs of the local Flink end."
        },
        footer = {"", "Examples:", "  ./drey down", "  ./drey down --data /srv/drey"})
final class DownCommand implements Callable<Integer> {
    private final Console console;
    private final Environment environment;

    @Mixin private DataDirOption data = new DataDirOption();

    DownCommand(Console console, Environment environment) {
        this.console = requireNonNull(console, "console");
        this.environment = requireNonNull(environment, "environment");
    }

    @Override
    public Integer call() {
        DataDir dataDir = data.choose(environment);
        switch (new ServerStopper(dataDir).stop()) {
            case STOPPED -> console.say("Drey is down.");
            case KILLED -> console.say("Drey is down; some of it had to be killed.");
            case NOT_RUNNING -> console.say("Drey was not running on " + dataDir.path() + ".");
        }
        return ExitCode.OK;
    }
}
