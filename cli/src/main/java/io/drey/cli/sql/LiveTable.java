package io.drey.cli.sql;

import static java.util.Objects.requireNonNull;

import io.drey.arrow.RecordBatchView;
import io.drey.cli.render.LiveFrame;
import io.drey.cli.render.Words;
import io.drey.cli.shell.Console;
import io.drey.client.DreyClient;
import io.drey.client.ResultStream;
import io.drey.model.ChangelogKind;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.ResultInfo;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.utils.NonBlockingReader;

/**
 * Shows a streaming result on the terminal, redrawn in place as it changes.
 *
 * <p>Keys: q stops, the arrows and Page keys scroll, End follows the newest rows. Confined to one
 * thread.
 */
public final class LiveTable {
    private static final int LINES_AROUND = 6;
    private static final int REFRESH_MILLIS = 150;

    private final DreyClient client;
    private final Console console;
    private final Terminal terminal;

    public LiveTable(DreyClient client, Console console, Terminal terminal) {
        this.client = requireNonNull(client, "client");
        this.console = requireNonNull(console, "console");
        this.terminal = requireNonNull(terminal, "terminal");
    }

    /** Watches until the result ends, somebody presses q or Ctrl-C, or enough has come. */
    Shown watch(ResultInfo first, long limit, Deadline end, Runnable stop) {
        Attributes before = terminal.enterRawMode();
        // Ctrl-C becomes a key, so that it ends the watching and not the program.
        Attributes raw = terminal.getAttributes();
        raw.setLocalFlag(Attributes.LocalFlag.ISIG, false);
        terminal.setAttributes(raw);
        LiveFrame frame = new LiveFrame(console.outStyle());
        try {
            Shown shown = watchRaw(first, limit, end, frame);
            console.out().print(frame.erase());
            if (shown.ending() != Shown.Ending.COMPLETE) {
                stop.run();
            }
            return shown;
        } finally {
            terminal.setAttributes(before);
            console.out().flush();
        }
    }

    private Shown watchRaw(ResultInfo first, long limit, Deadline end, LiveFrame frame) {
        Window window = new Window(first.changelog() == ChangelogKind.APPEND);
        ResultInfo info = first;
        while (true) {
            int height = Math.max(3, terminal.getHeight() - LINES_AROUND);
            window.fit(info.rowsHeld(), height);
            draw(info, window, height, frame);
            if (info.state().isFinal()) {
                return new Shown(Shown.Ending.COMPLETE, info.rowsHeld());
            }
            if (info.rowsIn() >= limit) {
                return new Shown(Shown.Ending.LIMIT, info.rowsHeld());
            }
            if (end.isOver()) {
                return new Shown(Shown.Ending.WATCHED, info.rowsHeld());
            }
            if (window.press(readKey(), height)) {
                return new Shown(Shown.Ending.LEFT, info.rowsHeld());
            }
            info = client.getResult(info.id());
        }
    }

    private void draw(ResultInfo info, Window window, int height, LiveFrame frame) {
        frame.begin(info.columns(), Math.max(20, terminal.getWidth()));
        try (ResultStream rows = client.openRows(info.id(), window.offset(), height, List.of())) {
            RecordBatchView batch = rows.next();
            while (batch != null) {
                ArrowRow row = new ArrowRow(batch);
                for (int i = 0; i < batch.rowCount(); i++) {
                    frame.add(row.at(i));
                }
                batch = rows.next();
            }
        }
        console.out()
                .print(frame.draw(headline(info, window), "q stops · ↑↓ scroll · End follows"));
        console.out().flush();
    }

    private static String headline(ResultInfo info, Window window) {
        StringBuilder line = new StringBuilder();
        line.append(info.state().name().toLowerCase(java.util.Locale.ROOT))
                .append(" · ")
                .append(Words.count(info.rowsIn(), "change"))
                .append(" in · ")
                .append(Words.count(info.rowsHeld(), "row"))
                .append(" held · ")
                .append(Words.count(Math.round(info.ratePerSecond())))
                .append("/s · ")
                .append(info.changelog().name().toLowerCase(java.util.Locale.ROOT));
        if (!info.upsertKey().isEmpty()) {
            line.append(" by ").append(String.join(", ", info.upsertKey()));
        }
        if (info.watermark() != null) {
            line.append(" · watermark ")
                    .append(
                            Instant.ofEpochMilli(info.watermark())
                                    .atOffset(ZoneOffset.UTC)
                                    .toLocalDateTime());
        }
        if (info.rowsDropped() > 0) {
            line.append(" · ").append(Words.count(info.rowsDropped())).append(" dropped");
        }
        if (window.offset() > 0) {
            line.append(" · from row ").append(Words.count(window.offset() + 1));
        }
        return line.toString();
    }

    private int readKey() {
        NonBlockingReader keys = terminal.reader();
        try {
            return Keys.read(keys, REFRESH_MILLIS);
        } catch (IOException e) {
            throw new DreyException(DreyErrorCode.INTERNAL, "terminal: cannot be read", e);
        }
    }
}
