package io.drey.cli;

import static java.util.Objects.requireNonNull;

import io.drey.cli.render.CliJson;
import io.drey.cli.render.ObjectTable;
import io.drey.cli.render.Words;
import io.drey.cli.shell.Console;
import io.drey.cli.shell.Environment;
import io.drey.cli.shell.ExitCode;
import io.drey.model.NotebookSummary;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists notebooks. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "List the notebooks in Drey.",
        footer = {"", "Examples:", "  ./drey notebook list", "  ./drey notebook list --json"})
final class NotebookListCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Console console;
    private final Environment environment;

    @Mixin private ServerOptions server = new ServerOptions();

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean isJson;

    NotebookListCommand(Console console, Environment environment) {
        this.console = requireNonNull(console, "console");
        this.environment = requireNonNull(environment, "environment");
    }

    @Override
    public Integer call() {
        List<NotebookSummary> notebooks =
                server.connectOrStart(environment, console).listNotebooks();
        if (isJson) {
            console.out().println(CliJson.pretty(notebooks));
            return ExitCode.OK;
        }
        if (notebooks.isEmpty()) {
            console.say("No notebooks yet; the page's tutorials make the first one.");
            return ExitCode.OK;
        }
        ObjectTable table = ObjectTable.of("path", "title", "changed", "#size", "note");
        for (NotebookSummary notebook : notebooks) {
            table.add(
                    notebook.path(),
                    notebook.title(),
                    TIME.format(notebook.updatedAt().atZone(ZoneId.systemDefault())),
                    Words.bytes(notebook.sizeBytes()),
                    noteOf(notebook));
        }
        table.print(console.out(), console.outStyle());
        return ExitCode.OK;
    }

    private static String noteOf(NotebookSummary notebook) {
        if (notebook.damaged()) {
            return "partly damaged";
        }
        return notebook.runningCells() == 0
                ? ""
                : Words.count(notebook.runningCells(), "cell") + " running";
    }
}
