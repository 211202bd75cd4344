package io.drey.cli;

import static java.util.Objects.requireNonNull;

import io.drey.cli.shell.Console;
import io.drey.cli.shell.Environment;
import io.drey.cli.shell.ExitCode;
import io.drey.model.VariableRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gives a shared variable or secret its value. */
@Command(
        name = "set",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Give a shared variable its value: what scripts name as $${name}, or $${secret:name}.",
            "A deployment has a variable from its next spec on, a secret from its next attempt on."
        },
        footer = {
            "",
            "Examples:",
            "  ./drey variables set brokers kafka:9092",
            "  ./drey variables set db_password --secret < password.txt"
        })
final class VariablesSetCommand implements Callable<Integer> {
    private final Console console;
    private final Environment environment;

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ServerOptions server = new ServerOptions();

    @Parameters(index = "0", paramLabel = "NAME", description = "What to call it.")
    private String name = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "VALUE",
            description = "Its value; without it, what comes by standard input.")
    private @Nullable String value;

    @Option(
            names = "--secret",
            description =
                    "Store it encrypted and never tell it again. Its value comes by standard input,"
                            + " as everybody on a machine sees the arguments of commands.")
    private boolean isSecret;

    VariablesSetCommand(Console console, Environment environment) {
        this.console = requireNonNull(console, "console");
        this.environment = requireNonNull(environment, "environment");
    }

    @Override
    public Integer call() {
        if (isSecret && value != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "VALUE: given (expected: by standard input, with --secret)");
        }
        server.connectOrStart(environment, console)
                .variables()
                .set(name, new VariableRequest(value == null ? read() : value, isSecret));
        console.say("Set: " + name);
        return ExitCode.OK;
    }

    /** Without the line's end that an editor or echo leaves. */
    private String read() {
        java.io.Console terminal = console.isInTerminal() ? System.console() : null;
        if (terminal != null) {
            char[] typed = terminal.readPassword("Value of %s: ", name);
            return typed == null ? "" : new String(typed);
        }
        try {
            String text = new String(console.in().readAllBytes(), StandardCharsets.UTF_8);
            return text.replaceFirst("\\r?\\n$", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
