package io.drey.cli;

import static java.util.Objects.requireNonNull;

import io.drey.cli.render.ObjectTable;
import io.drey.cli.render.Words;
import io.drey.cli.shell.Console;
import io.drey.cli.shell.Environment;
import io.drey.cli.shell.ExitCode;
import io.drey.client.DreyClient;
import io.drey.model.TrashedNotebook;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Brings a deleted notebook back. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description =
                "Bring a deleted notebook back; without an id, list what can be brought back.",
        footer = {
            "",
            "Examples:",
            "  ./drey notebook restore",
            "  ./drey notebook restore 20261123-081502-417"
        })
final class NotebookRestoreCommand implements Callable<Integer> {
    private final Console console;
    private final Environment environment;

    @Mixin private ServerOptions server = new ServerOptions();

    @Parameters(arity = "0..1", paramLabel = "ID", description = "What the list calls it.")
    private @Nullable String id;

    NotebookRestoreCommand(Console console, Environment environment) {
        this.console = requireNonNull(console, "console");
        this.environment = requireNonNull(environment, "environment");
    }

    @Override
    public Integer call() {
        DreyClient client = server.connectOrStart(environment, console);
        if (id != null) {
            console.out().println(client.restoreNotebook(id).path());
            return ExitCode.OK;
        }
        List<TrashedNotebook> deleted = client.listTrash();
        if (deleted.isEmpty()) {
            console.say("Nothing was deleted.");
            return ExitCode.OK;
        }
        ObjectTable table = ObjectTable.of("id", "path", "title", "#size");
        for (TrashedNotebook notebook : deleted) {
            table.add(
                    notebook.id(),
                    notebook.path(),
                    notebook.title(),
                    Words.bytes(notebook.sizeBytes()));
        }
        table.print(console.out(), console.outStyle());
        return ExitCode.OK;
    }
}
