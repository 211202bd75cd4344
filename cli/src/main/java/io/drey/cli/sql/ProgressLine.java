package io.drey.cli.sql;

import static java.util.Objects.requireNonNull;

import io.drey.cli.render.Words;
import io.drey.cli.shell.Console;
import io.drey.model.RunInfo;
import io.drey.model.RunProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One line on the terminal that tells how far a run is; nothing where there is no terminal. */
final class ProgressLine {
    private static final long QUIET_MILLIS = 700;

    private final Console console;
    private final long startedAt = System.nanoTime();
    private boolean isShown;

    ProgressLine(Console console) {
        this.console = requireNonNull(console, "console");
    }

    void show(RunInfo run) {
        long millis = (System.nanoTime() - startedAt) / 1_000_000;
        if (!console.isErrTerminal() || millis < QUIET_MILLIS) {
            return;
        }
        List<String> parts = new ArrayList<>();
        parts.add(run.state().name().toLowerCase(java.util.Locale.ROOT));
        RunProgress progress = run.progress();
        if (progress != null) {
            parts.add(progress.tasksFinished() + " of " + progress.tasksTotal() + " tasks");
            parts.add(Words.count(progress.rowsRead(), "row") + " read");
        }
        parts.add(Words.duration(Duration.ofMillis(millis)));
        console.err().print("\r\u001b[K" + console.errStyle().dim(String.join(" · ", parts)));
        console.err().flush();
        isShown = true;
    }

    /** Takes the line away before something else is printed. */
    void clear() {
        if (isShown) {
            console.err().print("\r\u001b[K");
            console.err().flush();
            isShown = false;
        }
    }
}
