package io.drey.cli;

import static java.util.Objects.requireNonNull;

import io.drey.cli.shell.Console;
import io.drey.cli.shell.Environment;
import io.drey.cli.shell.ExitCode;
import io.drey.model.Notebook;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Gives a notebook another path. */
@Command(
        name = "rename",
        mixinStandardHelpOptions = true,
        description =
                "Give a notebook another path: rename it, or move it into a folder. Its runs stay with it.",
        footer = {
            "",
            "Examples:",
            "  ./drey notebook rename flights.drey.md delays.drey.md",
            "  ./drey notebook rename delays.drey.md team/europe/delays.drey.md"
        })
final class NotebookRenameCommand implements Callable<Integer> {
    private final Console console;
    private final Environment environment;

    @Mixin private ServerOptions server = new ServerOptions();

    @Parameters(index = "0", paramLabel = "PATH", description = "The path of a notebook in Drey.")
    private String path = "";

    @Parameters(
            index = "1",
            paramLabel = "TO",
            description = "Its new path; folders are made as needed.")
    private String to = "";

    NotebookRenameCommand(Console console, Environment environment) {
        this.console = requireNonNull(console, "console");
        this.environment = requireNonNull(environment, "environment");
    }

    @Override
    public Integer call() {
        Notebook notebook = server.connectOrStart(environment, console).moveNotebook(path, to);
        console.out().println(notebook.path());
        return ExitCode.OK;
    }
}
