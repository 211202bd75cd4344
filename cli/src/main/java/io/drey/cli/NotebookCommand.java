package io.drey.cli;

import io.drey.cli.shell.Console;
import io.drey.cli.shell.Environment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Works with notebooks. */
@Command(
        name = "notebook",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Work with notebooks: list, search, rename, copy and delete them, look at older versions or into a session, or run one without a browser.",
        footer = {
            "",
            "Examples:",
            "  ./drey notebook list",
            "  ./drey notebook run first-steps.drey.md --format json"
        })
final class NotebookCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    /** Makes the command with its subcommands. */
    static CommandLine build(Console console, Environment environment) {
        return new CommandLine(new NotebookCommand())
                .addSubcommand(new NotebookRunCommand(console, environment))
                .addSubcommand(new NotebookListCommand(console, environment))
                .addSubcommand(new NotebookSearchCommand(console, environment))
                .addSubcommand(new NotebookRenameCommand(console, environment))
                .addSubcommand(new NotebookCopyCommand(console, environment))
                .addSubcommand(new NotebookSessionCommand(console, environment))
                .addSubcommand(new NotebookHistoryCommand(console, environment))
                .addSubcommand(new NotebookDeleteCommand(console, environment))
                .addSubcommand(new NotebookRestoreCommand(console, environment));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Missing command (expected: run, list, search, rename, copy, session, history, delete or restore)");
    }
}
