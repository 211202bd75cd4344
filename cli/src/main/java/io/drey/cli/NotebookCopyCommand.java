package io.drey.cli;

import static java.util.Objects.requireNonNull;

import io.drey.cli.shell.Console;
import io.drey.cli.shell.Environment;
import io.drey.cli.shell.ExitCode;
import io.drey.model.Notebook;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Copies a notebook. */
@Command(
        name = "copy",
        mixinStandardHelpOptions = true,
        description = "Copy a notebook. Without a path the copy stands beside it, with a number.",
        footer = {
            "",
            "Examples:",
            "  ./drey notebook copy flights.drey.md",
            "  ./drey notebook copy flights.drey.md team/flights.drey.md"
        })
final class NotebookCopyCommand implements Callable<Integer> {
    private final Console console;
    private final Environment environment;

    @Mixin private ServerOptions server = new ServerOptions();

    @Parameters(index = "0", paramLabel = "PATH", description = "The path of a notebook in Drey.")
    private String path = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "TO", description = "Path of the copy.")
    private @Nullable String to;

    NotebookCopyCommand(Console console, Environment environment) {
        this.console = requireNonNull(console, "console");
        this.environment = requireNonNull(environment, "environment");
    }

    @Override
    public Integer call() {
        Notebook notebook = server.connectOrStart(environment, console).copyNotebook(path, to);
        console.out().println(notebook.path());
        return ExitCode.OK;
    }
}
