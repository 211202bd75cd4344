package io.drey.cli;

import static java.util.Objects.requireNonNull;

import io.drey.cli.render.ObjectTable;
import io.drey.cli.render.Words;
import io.drey.cli.shell.Console;
import io.drey.cli.shell.Environment;
import io.drey.cli.shell.ExitCode;
import io.drey.client.DreyClient;
import io.drey.model.RestoredVersion;
import io.drey.model.TrashedNotebook;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings back a deleted notebook, or an older version of one that is there. */
@Command(
        name = "restore",
        description = {
            "Bring a deleted notebook back; without an id, list what can be brought back.",
            "With --version, bring back an older version of a notebook that is there."
        },
        footer = {
            "",
            "Examples:",
            "  ./drey notebook restore",
            "  ./drey notebook restore 20261123-081502-417",
            "  ./drey notebook restore orders.drey.md --version 7",
            "  ./drey notebook restore orders.drey.md --version 7 --cell by_minute"
        })
final class NotebookRestoreCommand implements Callable<Integer> {
    private final Console console;
    private final Environment environment;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Mixin private ServerOptions server = new ServerOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "ID|PATH",
            description = "What the list calls a deleted notebook; with --version, a notebook.")
    private @Nullable String name;

    @Option(
            names = "--version",
            paramLabel = "VERSION",
            description = "The version to bring back; './drey notebook history PATH' lists them.")
    private @Nullable Long version;

    @Option(
            names = "--cell",
            paramLabel = "CELL",
            description = "With --version: bring back only this cell.")
    private @Nullable String cell;

    @Option(
            names = "--to",
            paramLabel = "PATH",
            description = "Where a deleted notebook goes; unless given, where it was.")
    private @Nullable String to;

    // Read by picocli. Not the standard mixin, whose --version means something else.
    @SuppressWarnings("UnusedVariable")
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean isHelp;

    NotebookRestoreCommand(Console console, Environment environment) {
        this.console = requireNonNull(console, "console");
        this.environment = requireNonNull(environment, "environment");
    }

    @Override
    public Integer call() {
        requireSense();
        DreyClient client = server.connectOrStart(environment, console);
        if (name != null && version != null) {
            RestoredVersion restored = client.restoreVersion(name, version, cell);
            console.out().println(restored.notebook().path());
            console.say(
                    "Undo with ./drey notebook restore "
                            + name
                            + " --version "
                            + restored.replaced());
            return ExitCode.OK;
        }
        if (name != null) {
            console.out().println(client.restoreNotebook(name, to).path());
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

    private void requireSense() {
        String problem = null;
        if (version != null && name == null) {
            problem = "--version: needs the notebook's PATH";
        } else if (version == null && cell != null) {
            problem = "--cell: needs --version";
        } else if (to != null && (name == null || version != null)) {
            problem = "--to: goes with the ID of a deleted notebook only";
        } else if (version == null && name != null && name.endsWith(".drey.md")) {
            problem =
                    "'"
                            + name
                            + "' is no id of a deleted notebook (expected: an id, or --version"
                            + " with a notebook)";
        }
        if (problem != null) {
            throw new ParameterException(spec.commandLine(), problem);
        }
    }
}
