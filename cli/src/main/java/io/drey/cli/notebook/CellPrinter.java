package io.drey.cli.notebook;

import static java.util.Objects.requireNonNull;

import io.drey.cli.render.CliJson;
import io.drey.cli.render.ErrorText;
import io.drey.cli.render.ObjectTable;
import io.drey.cli.render.Style;
import io.drey.cli.render.ValueText;
import io.drey.cli.render.Words;
import io.drey.cli.shell.Console;
import io.drey.model.RunError;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints what became of cells. Confined to one thread. */
public final class CellPrinter {
    private final Console console;
    private final Format format;
    private final ErrorText errors;

    /** The formats of {@code notebook run --format}. */
    public enum Format {
        table,
        json
    }

    public CellPrinter(Console console, Format format, boolean isVerbose) {
        this.console = requireNonNull(console, "console");
        this.format = requireNonNull(format, "format");
        this.errors = new ErrorText(console.errStyle(), isVerbose);
    }

    /** Prints one cell's end. */
    public void print(CellReport report, String source) {
        if (format == Format.json) {
            console.out().println(CliJson.line(report));
        } else {
            printText(report);
        }
        console.out().flush();
        RunError error = report.error();
        if (error != null) {
            console.say("cell " + report.id() + ": " + errors.of(error, source));
        }
    }

    private void printText(CellReport report) {
        Style style = console.outStyle();
        StringBuilder line = new StringBuilder(style.bold(report.id()));
        line.append("  ").append(stateText(report, style));
        line.append("  ").append(Words.duration(Duration.ofMillis(report.elapsedMillis())));
        Long rows = report.rows();
        if (rows != null) {
            int shown = report.firstRows().size();
            line.append("  ").append(Words.count(rows, "row"));
            line.append(shown < rows ? ", the first " + shown + " are below" : "");
        }
        console.out().println(line);
        if (!report.columns().isEmpty()) {
            printRows(report);
        }
        console.out().println();
    }

    private static String stateText(CellReport report, Style style) {
        return switch (report.state()) {
            case "succeeded" -> style.green("✓ succeeded");
            case "failed" -> style.red("✗ failed");
            default -> style.dim("– " + report.state());
        };
    }

    private void printRows(CellReport report) {
        ObjectTable table =
                ObjectTable.of(
                        report.columns().stream()
                                .map(
                                        column ->
                                                (isNumeric(report, column) ? "#" : "")
                                                        + column.name())
                                .toArray(String[]::new));
        for (Map<String, @Nullable Object> row : report.firstRows()) {
            table.add(row.values().stream().map(v -> v == null ? ValueText.NULL : v).toArray());
        }
        table.print(console.out(), console.outStyle());
    }

    private static boolean isNumeric(CellReport report, CellReport.Column column) {
        return report.firstRows().stream()
                .map(row -> row.get(column.name()))
                .allMatch(value -> value == null || value instanceof Number);
    }
}
