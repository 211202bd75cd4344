package io.drey.cli;

import static java.util.Objects.requireNonNull;

import io.drey.cli.render.BrokenPipeException;
import io.drey.cli.render.ErrorText;
import io.drey.cli.shell.Console;
import io.drey.cli.shell.Environment;
import io.drey.cli.shell.ExitCode;
import io.drey.cli.shell.QuickExit;
import io.drey.model.DreyException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line's entry: parses, runs one command, and answers with an {@link ExitCode}. */
public final class DreyCli {
    private final Console console;
    private final Environment environment;

    public DreyCli(Console console, Environment environment) {
        this.console = requireNonNull(console, "console");
        this.environment = requireNonNull(environment, "environment");
    }

    public static void main(String[] args) {
        Environment environment = Environment.system();
        Console console = Console.system(environment.variables());
        int exitCode = new DreyCli(console, environment).run(args);
        console.flush();
        QuickExit.exit(exitCode);
    }

    /** Runs one command; never throws. */
    public int run(String... args) {
        PrintWriter out = writer(console.out());
        PrintWriter err = writer(console.err());
        CommandLine commandLine =
                Commands.build(args, console, environment)
                        .setOut(out)
                        .setErr(err)
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setUsageHelpAutoWidth(false)
                        .setUsageHelpWidth(100)
                        .setColorScheme(colours())
                        .setParameterExceptionHandler(this::explainUsage)
                        .setExecutionExceptionHandler(this::explainFailure);
        int exitCode = commandLine.execute(args);
        out.flush();
        err.flush();
        return exitCode;
    }

    private int explainUsage(ParameterException error, String[] args) {
        CommandLine command = error.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(console.errStyle().red("error: ") + describe(error));
        if (error instanceof UnmatchedArgumentException unmatched
                && !unmatched.isUnknownOption()
                && !unmatched.getSuggestions().isEmpty()) {
            // The rest of them look less and less alike.
            err.println(
                    "Did you mean: "
                            + command.getCommandSpec().qualifiedName()
                            + " "
                            + unmatched.getSuggestions().get(0)
                            + "?");
        } else if (!UnmatchedArgumentException.printSuggestions(error, err)) {
            err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
        }
        return ExitCode.USAGE;
    }

    private static String describe(ParameterException error) {
        if (error instanceof UnmatchedArgumentException unmatched) {
            List<String> words = unmatched.getUnmatched();
            return "'" + words.get(0) + "' is not a command or option here";
        }
        return String.valueOf(error.getMessage());
    }

    private int explainFailure(Exception error, CommandLine command, ParseResult parsed) {
        if (error instanceof BrokenPipeException) {
            return ExitCode.BROKEN_PIPE;
        }
        console.out().flush();
        if (error instanceof DreyException known) {
            console.say(new ErrorText(console.errStyle(), isVerbose()).of(known));
            return ExitCode.of(known.code());
        }
        console.say(console.errStyle().red("error: ") + error);
        if (isVerbose()) {
            error.printStackTrace(console.err());
        } else {
            console.say("  Set DREY_DEBUG=1 for the stack trace.");
        }
        return ExitCode.FAILED;
    }

    private boolean isVerbose() {
        return environment.variable("DREY_DEBUG") != null;
    }

    private ColorScheme colours() {
        Ansi ansi = console.outStyle().isColoured() ? Ansi.ON : Ansi.OFF;
        return CommandLine.Help.defaultColorScheme(ansi);
    }

    private static PrintWriter writer(java.io.OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
