package io.drey.cli;

import static java.util.Objects.requireNonNull;

import io.drey.cli.shell.Console;
import io.drey.cli.shell.Environment;
import io.drey.cli.shell.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Removes a shared variable or secret. */
@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        description = "Remove a shared variable or secret; deployments keep what they have of it.",
        footer = {"", "Examples:", "  ./drey variables remove brokers"})
final class VariablesRemoveCommand implements Callable<Integer> {
    private final Console console;
    private final Environment environment;

    @Mixin private ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "NAME", description = "The variable's name.")
    private String name = "";

    VariablesRemoveCommand(Console console, Environment environment) {
        this.console = requireNonNull(console, "console");
        this.environment = requireNonNull(environment, "environment");
    }

    @Override
    public Integer call() {
        server.connect(environment).variables().remove(name);
        console.say("Removed: " + name);
        return ExitCode.OK;
    }
}
