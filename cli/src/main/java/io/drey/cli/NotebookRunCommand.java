package io.drey.cli;

import static java.util.Objects.requireNonNull;

import io.drey.cli.notebook.CellPrinter;
import io.drey.cli.notebook.CellReport;
import io.drey.cli.notebook.Headless;
import io.drey.cli.notebook.NotebookSource;
import io.drey.cli.notebook.SessionSettings;
import io.drey.cli.render.Words;
import io.drey.cli.shell.Console;
import io.drey.cli.shell.Environment;
import io.drey.cli.shell.ExitCode;
import io.drey.cli.shell.Interrupts;
import io.drey.cli.sql.KernelLease;
import io.drey.client.DreyClient;
import io.drey.model.Notebook;
import io.drey.model.NotebookBlock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a notebook. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Run every SQL cell of a notebook in order, on a kernel of its own.",
            "A streaming SELECT runs for --stream-for, is then cancelled, and counts as a success."
        },
        footer = {
            "",
            "With --format json each cell is one JSON object on a line of its own: id, language,"
                    + " state,",
            "rows, columns, firstRows, error, elapsedMillis.",
            "",
            "Exit code: 0 all cells succeeded, 1 a cell failed (it is named), 2 wrong usage,",
            "3 Drey cannot be reached, 130 interrupted.",
            "",
            "Examples:",
            "  ./drey notebook run first-steps.drey.md",
            "  ./drey notebook run reports/daily.drey.md --format json | jq .state",
            "  ./drey notebook run live.drey.md --stream-for 30 --keep-jobs"
        })
final class NotebookRunCommand implements Callable<Integer> {
    private final Console console;
    private final Environment environment;

    @Mixin private ServerOptions server = new ServerOptions();

    @Parameters(
            paramLabel = "FILE",
            description =
                    "A file on this machine, the path of a notebook in Drey, or a tutorial's name.")
    private String file = "";

    @Option(
            names = "--stream-for",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long a streaming SELECT runs, in seconds or as 2m (default: 10).")
    private Duration streamFor = Duration.ofSeconds(10);

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "table or json (default: table).")
    private CellPrinter.Format format = CellPrinter.Format.table;

    @Option(names = "--keep-going", description = "Run the cells behind a failed one, too.")
    private boolean isKeptGoing;

    @Option(
            names = "--keep-jobs",
            description = "Leave the jobs of streaming INSERTs running at the end.")
    private boolean isKeepingJobs;

    @Option(
            names = "--kernel",
            paramLabel = "NAME",
            description =
                    "Use the kernel of this name and leave it running (default: a fresh one).")
    private @Nullable String kernel;

    @Option(
            names = {"-v", "--verbose"},
            description = "Print the engine's full text with errors.")
    private boolean isVerbose;

    NotebookRunCommand(Console console, Environment environment) {
        this.console = requireNonNull(console, "console");
        this.environment = requireNonNull(environment, "environment");
    }

    @Override
    public Integer call() {
        DreyClient client = server.connectOrStart(environment, console);
        Path home = environment.dreyHome();
        NotebookSource source =
                new NotebookSource(
                        client,
                        home == null ? null : home.resolve("examples"),
                        server.dataDir(environment).path().resolve("output"));
        Notebook notebook = source.read(file);
        for (String warning : notebook.warnings()) {
            console.say(console.errStyle().yellow("warning: ") + warning);
        }
        List<NotebookBlock> cells =
                notebook.blocks().stream()
                        .filter(block -> block.kind() == NotebookBlock.Kind.CELL)
                        .toList();
        if (notebook.damaged()) {
            console.say(
                    console.errStyle().yellow("warning: ")
                            + "a part of the notebook is damaged and is not run");
        }
        try (KernelLease lease = KernelLease.take(client, kernel, SessionSettings.of(notebook))) {
            Headless headless =
                    new Headless(client, lease.id(), streamFor, Headless.modeOf(notebook));
            int exitCode = runCells(headless, cells, lease);
            for (String warning : client.getKernel(lease.id()).warnings()) {
                console.say(console.errStyle().yellow("warning: ") + warning);
            }
            return exitCode;
        }
    }

    private int runCells(Headless headless, List<NotebookBlock> cells, KernelLease lease) {
        CellPrinter printer = new CellPrinter(console, format, isVerbose);
        List<String> failed = new ArrayList<>();
        Runnable onInterrupt =
                () -> {
                    headless.cancelAll();
                    lease.close();
                    console.say("interrupted; cancelled");
                };
        try (Interrupts ignored = Interrupts.onInterrupt(onInterrupt)) {
            for (NotebookBlock cell : cells) {
                boolean isSkipped = !failed.isEmpty() && !isKeptGoing;
                CellReport report = isSkipped ? headless.skip(cell) : headless.run(cell);
                printer.print(report, cell.text());
                if (report.hasFailed()) {
                    failed.add(report.id());
                }
            }
        } finally {
            if (!isKeepingJobs) {
                headless.cancelAll();
            }
        }
        if (headless.countOpen() > 0) {
            console.say(
                    "Jobs of " + Words.count(headless.countOpen(), "cell") + " go on: ./drey jobs");
        }
        if (!failed.isEmpty()) {
            console.say(
                    console.errStyle().red("failed: ")
                            + (failed.size() == 1 ? "cell " : "cells ")
                            + String.join(", ", failed));
            return ExitCode.FAILED;
        }
        return ExitCode.OK;
    }
}
