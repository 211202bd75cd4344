package io.drey.cli;

import static java.util.Objects.requireNonNull;

import io.drey.cli.shell.Console;
import io.drey.cli.shell.Environment;
import io.drey.cli.shell.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes a new one-time link. */
@Command(
        name = "url",
        mixinStandardHelpOptions = true,
        description = "Print a new link that signs one browser in, once.",
        footer = {"", "Examples:", "  ./drey url", "  xdg-open \"$(./drey url)\""})
final class UrlCommand implements Callable<Integer> {
    private final Console console;
    private final Environment environment;

    @Mixin private ServerOptions server = new ServerOptions();

    UrlCommand(Console console, Environment environment) {
        this.console = requireNonNull(console, "console");
        this.environment = requireNonNull(environment, "environment");
    }

    @Override
    public Integer call() {
        console.out().println(server.connect(environment).createLink());
        return ExitCode.OK;
    }
}
