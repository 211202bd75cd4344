package io.drey.cli;

import static java.util.Objects.requireNonNull;

import io.drey.cli.notebook.DiffPrinter;
import io.drey.cli.render.CliJson;
import io.drey.cli.render.ObjectTable;
import io.drey.cli.render.Words;
import io.drey.cli.shell.Console;
import io.drey.cli.shell.Environment;
import io.drey.cli.shell.ExitCode;
import io.drey.client.DreyClient;
import io.drey.model.NotebookDiff;
import io.drey.model.NotebookHistory;
import io.drey.model.NotebookVersion;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows older versions of a notebook. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description = "List the kept versions of a notebook, or show what one of them changed.",
        footer = {
            "",
            "Examples:",
            "  ./drey notebook history orders.drey.md",
            "  ./drey notebook history orders.drey.md --diff 7",
            "  ./drey notebook history orders.drey.md --diff 7 --from 3",
            "  ./drey notebook history orders.drey.md --source 7 > old.drey.md"
        })
final class NotebookHistoryCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final Console console;
    private final Environment environment;

    @Mixin private ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "PATH", description = "The notebook.")
    private String path = "";

    @Option(
            names = "--diff",
            paramLabel = "VERSION",
            description = "Show what this version changed, cell by cell.")
    private @Nullable Long diff;

    @Option(
            names = "--from",
            paramLabel = "VERSION",
            description = "With --diff: compare with this version, not with the one before.")
    private @Nullable Long from;

    @Option(
            names = "--source",
            paramLabel = "VERSION",
            description = "Print the file as it was in this version.")
    private @Nullable Long source;

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean isJson;

    NotebookHistoryCommand(Console console, Environment environment) {
        this.console = requireNonNull(console, "console");
        this.environment = requireNonNull(environment, "environment");
    }

    @Override
    public Integer call() {
        DreyClient client = server.connectOrStart(environment, console);
        if (source != null) {
            console.out().print(client.getVersionSource(path, source));
            console.out().flush();
        } else if (diff != null) {
            show(client.diffVersions(path, diff, from));
        } else {
            list(client.getHistory(path));
        }
        return ExitCode.OK;
    }

    private void show(NotebookDiff answer) {
        if (isJson) {
            console.out().println(CliJson.pretty(answer));
        } else {
            new DiffPrinter(console.out(), console.outStyle()).print(answer);
        }
    }

    private void list(NotebookHistory history) {
        if (isJson) {
            console.out().println(CliJson.pretty(history));
            return;
        }
        ObjectTable table = ObjectTable.of("#version", "time", "kept because", "changed", "#size");
        for (NotebookVersion version : history.versions()) {
            table.add(
                    version.number(),
                    TIME.format(version.at().atZone(ZoneId.systemDefault())),
                    causeOf(version),
                    changesOf(version),
                    Words.bytes(version.sizeBytes()));
        }
        table.print(console.out(), console.outStyle());
    }

    private static String causeOf(NotebookVersion version) {
        return switch (version.cause()) {
            case CREATED -> "created";
            case COPIED -> "copy of " + version.copiedFrom();
            case ORIGINAL -> "as found at first";
            case EDITED -> "edited";
            case RUN -> "run";
            case OUTSIDE -> "changed by another program";
            case FOUND -> "found changed";
            case RESTORED -> "restored " + version.restoredFrom();
        };
    }

    private static String changesOf(NotebookVersion version) {
        StringJoiner words = new StringJoiner(", ");
        add(words, version.added(), "added");
        add(words, version.changed(), "changed");
        add(words, version.removed(), "removed");
        add(words, version.moved(), "moved");
        return words.toString();
    }

    private static void add(StringJoiner words, int count, String what) {
        if (count > 0) {
            words.add(count + " " + what);
        }
    }
}
