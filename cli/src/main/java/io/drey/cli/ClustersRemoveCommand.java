package io.drey.cli;

import static java.util.Objects.requireNonNull;

import io.drey.cli.shell.Console;
import io.drey.cli.shell.Environment;
import io.drey.cli.shell.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Forgets a cluster. */
@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        description = "Forget a cluster that nothing is deployed on; what runs there runs on.",
        footer = {"", "Examples:", "  ./drey clusters remove staging"})
final class ClustersRemoveCommand implements Callable<Integer> {
    private final Console console;
    private final Environment environment;

    @Mixin private ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "NAME", description = "The cluster's name.")
    private String name = "";

    ClustersRemoveCommand(Console console, Environment environment) {
        this.console = requireNonNull(console, "console");
        this.environment = requireNonNull(environment, "environment");
    }

    @Override
    public Integer call() {
        server.connect(environment).clusters().remove(name);
        console.say("Removed: " + name);
        return ExitCode.OK;
    }
}
