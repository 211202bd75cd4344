package io.drey.cli;

import static java.util.Objects.requireNonNull;

import io.drey.arrow.RecordBatchView;
import io.drey.cli.render.OutputFormat;
import io.drey.cli.render.RowWriter;
import io.drey.cli.render.TableStyle;
import io.drey.cli.render.TextOut;
import io.drey.cli.render.Words;
import io.drey.cli.shell.Console;
import io.drey.cli.shell.Environment;
import io.drey.cli.shell.ExitCode;
import io.drey.cli.sql.ArrangementText;
import io.drey.cli.sql.ArrowRow;
import io.drey.client.DreyClient;
import io.drey.client.ExportFormat;
import io.drey.client.ResultStream;
import io.drey.model.Arrangement;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.ResultId;
import io.drey.model.ResultInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows or exports a result that the server holds: sorted, filtered, searched. */
@Command(
        name = "result",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Show the rows of a result that Drey holds, or export all of them to a file.",
            "Its query does not run again. Ids stand in the page's addresses and in"
                    + " ./drey notebook run --json."
        },
        footer = {
            "",
            "Comparisons of --where: = != < <= > >= in between contains starts-with, is null,"
                    + " is not null.",
            "",
            "Examples:",
            "  ./drey result r-7f3k --sort price:desc --limit 20",
            "  ./drey result r-7f3k --where \"carrier in AA,DL\" --where \"delay >= 60\" --search"
                    + " ohare",
            "  ./drey result r-7f3k --sort day --output delays.parquet"
        })
final class ResultCommand implements Callable<Integer> {
    private static final int SHOWN = 100;

    private final Console console;
    private final Environment environment;

    @Mixin private ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "ID", description = "The result's id.")
    private String id = "";

    @Option(
            names = "--sort",
            paramLabel = "COLUMN[:desc]",
            description = "Sort by a column; repeat for those that count less.")
    private List<String> sort = new ArrayList<>();

    @Option(
            names = "--where",
            paramLabel = "FILTER",
            description = "Only rows that pass; repeat for several that all have to hold.")
    private List<String> where = new ArrayList<>();

    @Option(
            names = "--search",
            paramLabel = "TEXT",
            description = "Only rows that have the text in some column, whatever its case.")
    private @Nullable String search;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Show at most N rows (default: " + SHOWN + "); not for --output.")
    private int limit = SHOWN;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "table, csv, json or jsonl (default: table); not for --output.")
    private OutputFormat format = OutputFormat.table;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "Write all rows to a file, as its ending says: .csv, .json, .jsonl, .arrow or"
                            + " .parquet.")
    private @Nullable Path output;

    ResultCommand(Console console, Environment environment) {
        this.console = requireNonNull(console, "console");
        this.environment = requireNonNull(environment, "environment");
    }

    @Override
    public Integer call() {
        Arrangement arrangement = ArrangementText.parse(sort, where, search);
        DreyClient client = server.connect(environment);
        ResultInfo info = client.getResult(new ResultId(id));
        if (output != null) {
            export(client, info, arrangement, output);
        } else {
            show(client, info, arrangement);
        }
        return ExitCode.OK;
    }

    private void show(DreyClient client, ResultInfo info, Arrangement arrangement) {
        long total = client.getRows(info.id(), 0, 0, arrangement).total();
        TableStyle style =
                console.isOutTerminal()
                        ? TableStyle.terminal(console.width(), console.outStyle())
                        : TableStyle.plain();
        RowWriter writer = format.writer(new TextOut(console.out()), false, style);
        writer.begin(info.columns());
        long written = 0;
        try (ResultStream rows = client.openRows(info.id(), 0, limit, List.of(), arrangement)) {
            for (RecordBatchView batch = rows.next(); batch != null; batch = rows.next()) {
                ArrowRow row = new ArrowRow(batch);
                for (int i = 0; i < batch.rowCount(); i++) {
                    writer.write(row.at(i));
                }
                written += batch.rowCount();
            }
        }
        writer.end();
        if (writer.isShortened()) {
            console.say("Some values are shortened to fit; --format csv shows them in full.");
        }
        String of = arrangement.isNothing() ? "" : " found among " + Words.count(info.rowsHeld());
        console.say(
                Words.count(written)
                        + " of "
                        + Words.count(total)
                        + " rows"
                        + of
                        + (written < total ? "; --limit shows more, --output writes all" : ""));
    }

    private void export(DreyClient client, ResultInfo info, Arrangement arrangement, Path file) {
        ExportFormat wanted = formatOf(file);
        // Beside the file, so that nobody takes half of it for all.
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (InputStream in = client.exportResult(info.id(), wanted, arrangement)) {
                Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                Files.deleteIfExists(part);
                throw e;
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            console.say("Wrote " + file + ", " + Words.bytes(Files.size(file)) + ".");
        } catch (IOException e) {
            throw new DreyException(
                    DreyErrorCode.BAD_REQUEST, file + ": cannot be written (" + e + ")", e);
        }
    }

    private static ExportFormat formatOf(Path file) {
        String name = file.getFileName().toString();
        String ending = name.substring(name.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT);
        return Arrays.stream(ExportFormat.values())
                .filter(known -> known.name().equals(ending))
                .findFirst()
                .orElseThrow(
                        () ->
                                new DreyException(
                                        DreyErrorCode.BAD_REQUEST,
                                        "--output: '"
                                                + file
                                                + "' (expected: a name that ends in .csv, .json,"
                                                + " .jsonl, .arrow or .parquet)"));
    }
}
