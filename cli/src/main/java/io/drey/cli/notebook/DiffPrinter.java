package io.drey.cli.notebook;

import static java.util.Objects.requireNonNull;

import io.drey.cli.render.Style;
import io.drey.cli.render.Words;
import io.drey.model.AttributeDiff;
import io.drey.model.BlockDiff;
import io.drey.model.DiffLine;
import io.drey.model.NotebookDiff;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** Prints what differs between two versions of a notebook. Confined to one thread. */
public final class DiffPrinter {
    private final PrintStream out;
    private final Style style;

    public DiffPrinter(PrintStream out, Style style) {
        this.out = requireNonNull(out, "out");
        this.style = requireNonNull(style, "style");
    }

    public void print(NotebookDiff diff) {
        int same = 0;
        for (BlockDiff block : diff.blocks()) {
            if (block.change() == BlockDiff.Change.SAME && !block.moved()) {
                same++;
            } else {
                print(block);
            }
        }
        out.println(style.dim(Words.count(same, "cell or text block") + " unchanged"));
    }

    private void print(BlockDiff block) {
        String name = block.after() == null ? block.before() : block.after();
        String moved = block.moved() ? ", moved" : "";
        String what =
                switch (block.change()) {
                    case SAME -> "moved";
                    case ADDED -> "added" + moved;
                    case REMOVED -> "removed" + moved;
                    case CHANGED -> "changed" + moved;
                };
        out.println(style.bold(name + ": " + what) + "  " + style.dim(block.label()));
        for (AttributeDiff each : block.attributes()) {
            out.println(
                    "  " + each.name() + ": " + text(each.before()) + " -> " + text(each.after()));
        }
        block.lines().forEach(this::print);
        out.println();
    }

    private void print(DiffLine line) {
        String more =
                line.left() == 0 ? "" : " ... " + Words.count(line.left(), "character") + " more";
        String text = line.text() + more;
        out.println(
                switch (line.op()) {
                    case SAME -> "    " + text;
                    case ADDED -> style.green("  + " + text);
                    case REMOVED -> style.red("  - " + text);
                    case FOLDED ->
                            style.dim("  ... " + Words.count(line.left(), "line") + " the same");
                    case CUT -> style.dim("  ... " + Words.count(line.left(), "line") + " more");
                });
    }

    private static String text(@Nullable String value) {
        return value == null ? "(none)" : value;
    }
}
