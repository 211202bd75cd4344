package io.drey.cli;

import io.drey.cli.shell.Console;
import io.drey.cli.shell.Environment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Acts on one job. */
@Command(
        name = "job",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Act on one job.",
        footer = {"", "Examples:", "  ./drey job cancel 5f3c0d9c2b1a4e7f8a9b0c1d2e3f4a5b"})
final class JobCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    /** Makes the command with its subcommands. */
    static CommandLine build(Console console, Environment environment) {
        return new CommandLine(new JobCommand())
                .addSubcommand(new JobCancelCommand(console, environment));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command (expected: cancel)");
    }
}
