package io.drey.cli;

import static java.util.Objects.requireNonNull;

import io.drey.cli.shell.Console;
import io.drey.cli.shell.Environment;
import io.drey.cli.shell.ExitCode;
import io.drey.model.TrashedNotebook;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Deletes a notebook. */
@Command(
        name = "delete",
        mixinStandardHelpOptions = true,
        description = "Move a notebook to the trash; `./drey notebook restore` brings it back.",
        footer = {"", "Examples:", "  ./drey notebook delete flights.drey.md"})
final class NotebookDeleteCommand implements Callable<Integer> {
    private final Console console;
    private final Environment environment;

    @Mixin private ServerOptions server = new ServerOptions();

    @Parameters(index = "0", paramLabel = "PATH", description = "The path of a notebook in Drey.")
    private String path = "";

    NotebookDeleteCommand(Console console, Environment environment) {
        this.console = requireNonNull(console, "console");
        this.environment = requireNonNull(environment, "environment");
    }

    @Override
    public Integer call() {
        TrashedNotebook deleted = server.connectOrStart(environment, console).deleteNotebook(path);
        console.say("Deleted. Bring it back with: ./drey notebook restore " + deleted.id());
        return ExitCode.OK;
    }
}
