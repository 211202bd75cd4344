package io.drey.cli.sql;

import static java.util.Objects.requireNonNull;

import io.drey.arrow.RecordBatchView;
import io.drey.cli.render.OutputFormat;
import io.drey.cli.render.RowWriter;
import io.drey.cli.render.TableStyle;
import io.drey.cli.render.TextOut;
import io.drey.cli.render.Words;
import io.drey.cli.shell.Console;
import io.drey.client.DreyClient;
import io.drey.client.ResultStream;
import io.drey.model.ChangelogKind;
import io.drey.model.ExecutionMode;
import io.drey.model.ResultId;
import io.drey.model.ResultInfo;
import io.drey.model.ResultState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Prints one result: rows as they come, changes as they come, or the table a stream amounts to.
 *
 * <p>Whatever is not printed is said on the error stream, with a number. Confined to one thread.
 */
final class ResultPrinter {
    private static final int PAGE = 20_000;

    /** What stays on the screen after a live table: as much as one likes to scroll back. */
    private static final int LAST_LOOK = 100;

    private static final Duration SETTLE = Duration.ofSeconds(10);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final DreyClient client;
    private final Console console;
    private final SqlSettings settings;
    private final @Nullable LiveTable liveTable;

    /**
     * @param liveTable shows streams on a terminal; null where there is none
     */
    ResultPrinter(
            DreyClient client,
            Console console,
            SqlSettings settings,
            @Nullable LiveTable liveTable) {
        this.client = requireNonNull(client, "client");
        this.console = requireNonNull(console, "console");
        this.settings = requireNonNull(settings, "settings");
        this.liveTable = liveTable;
    }

    /**
     * Prints a result to its end, or to what the settings allow.
     *
     * @param stop ends the query; called when not all of it is wanted, from any thread
     */
    Shown print(ResultId id, Deadline timeout, Runnable stop) {
        ResultInfo info = client.getResult(id);
        boolean isLive =
                info.mode() == ExecutionMode.STREAMING && info.path() != ResultInfo.Path.KERNEL;
        Deadline end = isLive ? timeout.orEarlier(Deadline.in(settings.streamFor())) : timeout;
        Shown shown;
        if (isLive && settings.format().isChangeByChange()) {
            shown = printChanges(info, true, end, stop);
        } else if (!isLive && info.changelog() == ChangelogKind.APPEND) {
            shown = printChanges(info, false, end, stop);
        } else if (liveTable != null && settings.format() == OutputFormat.table) {
            Shown watched = liveTable.watch(info, limit(), end, stop);
            awaitFinal(info);
            shown = new Shown(watched.ending(), printTable(info, Math.min(limit(), LAST_LOOK)));
        } else {
            Shown watched = await(info, end, stop);
            shown = new Shown(watched.ending(), printTable(info, limit()));
        }
        if (shown.ending() == Shown.Ending.WATCHED && timeout.isOver()) {
            shown = new Shown(Shown.Ending.TIMEOUT, shown.rows());
        }
        ResultInfo last = client.getResult(id);
        if (isCutShort(last, shown)) {
            shown = new Shown(Shown.Ending.CUT, shown.rows());
        }
        summarize(last, shown, isLive);
        return shown;
    }

    /** Whether the server stopped taking rows though nobody asked for fewer. */
    private boolean isCutShort(ResultInfo info, Shown shown) {
        return info.state() == ResultState.STOPPED
                && shown.ending() == Shown.Ending.COMPLETE
                && shown.rows() < limit();
    }

    private Shown printChanges(ResultInfo info, boolean withOps, Deadline end, Runnable stop) {
        RowWriter writer = writer(withOps);
        long limit = limit();
        long written = 0;
        Shown.Ending ending = Shown.Ending.COMPLETE;
        try (ResultStream stream = client.openChanges(info.id(), 0, true);
                // What has arrived by then is still printed; only a server that hangs is cut off.
                Alarm alarm = Alarm.at(end, stop);
                Alarm ignored = Alarm.at(end.plus(GRACE), stream::close)) {
            writer.begin(info.columns());
            RecordBatchView batch = stream.next();
            while (batch != null) {
                long fitting = Math.min(batch.rowCount(), limit - written);
                ArrowRow row = new ArrowRow(batch);
                for (int i = 0; i < fitting; i++) {
                    writer.write(row.at(i));
                }
                written += fitting;
                if (fitting < batch.rowCount() || (withOps && written == limit)) {
                    ending = Shown.Ending.LIMIT;
                    break;
                }
                writer.flush();
                batch = stream.next();
            }
            if (ending == Shown.Ending.COMPLETE && alarm.hasRung()) {
                ending = Shown.Ending.WATCHED;
            }
        }
        writer.end();
        if (ending == Shown.Ending.LIMIT) {
            stop.run();
        }
        noteShortened(writer);
        return new Shown(ending, written);
    }

    /** Lets a stream go on until it ends, or enough of it has come; then stops it. */
    private Shown await(ResultInfo first, Deadline end, Runnable stop) {
        Poll poll = new Poll();
        ResultInfo info = first;
        while (!info.state().isFinal()) {
            boolean isEnough = info.rowsIn() >= limit();
            if (isEnough || end.isOver()) {
                stop.run();
                awaitFinal(info);
                return new Shown(
                        isEnough ? Shown.Ending.LIMIT : Shown.Ending.WATCHED, info.rowsIn());
            }
            poll.pause(end);
            info = client.getResult(info.id());
        }
        return new Shown(Shown.Ending.COMPLETE, info.rowsIn());
    }

    /** The rows of a stopped query are read when no more can come, so that pages fit together. */
    private void awaitFinal(ResultInfo first) {
        Deadline patience = Deadline.in(SETTLE);
        Poll poll = new Poll();
        ResultInfo info = first;
        while (!info.state().isFinal() && !patience.isOver()) {
            poll.pause(patience);
            info = client.getResult(info.id());
        }
    }

    private long printTable(ResultInfo info, long limit) {
        RowWriter writer = writer(false);
        writer.begin(info.columns());
        long written = 0;
        long total = Long.MAX_VALUE;
        while (written < Math.min(total, limit)) {
            long wanted = Math.min(PAGE, limit - written);
            long before = written;
            try (ResultStream page = client.openRows(info.id(), written, wanted, List.of())) {
                total = page.total() >= 0 ? page.total() : total;
                RecordBatchView batch = page.next();
                while (batch != null) {
                    ArrowRow row = new ArrowRow(batch);
                    for (int i = 0; i < batch.rowCount(); i++) {
                        writer.write(row.at(i));
                    }
                    written += batch.rowCount();
                    batch = page.next();
                }
            }
            if (written == before) {
                break;
            }
        }
        writer.end();
        noteShortened(writer);
        return written;
    }

    private RowWriter writer(boolean withOps) {
        TableStyle style =
                console.isOutTerminal()
                        ? TableStyle.terminal(console.width(), console.outStyle())
                        : TableStyle.plain();
        return settings.format().writer(new TextOut(console.out()), withOps, style);
    }

    private long limit() {
        Long limit = settings.limit();
        return limit == null ? Long.MAX_VALUE : limit;
    }

    private void noteShortened(RowWriter writer) {
        if (writer.isShortened()) {
            console.say("Some values are shortened to fit; --format csv shows them in full.");
        }
    }

    private void summarize(ResultInfo info, Shown shown, boolean isLive) {
        boolean isChanges = isLive && settings.format().isChangeByChange();
        String noun = isChanges ? "change" : "row";
        long all = isChanges ? info.rowsIn() : info.rowsHeld() + info.rowsDropped();
        StringBuilder line = new StringBuilder();
        boolean isCut = shown.rows() < all;
        boolean isCutByServer = info.state() == ResultState.STOPPED && settings.limit() != null;
        if (isCut) {
            line.append(Words.count(shown.rows())).append(" of ").append(Words.count(all, noun));
        } else {
            line.append(Words.count(shown.rows(), noun));
        }
        if (settings.limit() != null && (isCut || isCutByServer)) {
            line.append(" (--limit)");
        }
        if (isCutByServer || shown.ending() == Shown.Ending.LIMIT) {
            line.append("; the query was stopped there, more may exist");
        } else if (shown.ending() == Shown.Ending.WATCHED) {
            line.append("; the stream was watched for the time given and stopped");
        } else if (shown.ending() == Shown.Ending.LEFT) {
            line.append("; the stream was stopped");
        }
        line.append(" in ")
                .append(Words.duration(Duration.between(info.openedAt(), Instant.now())));
        console.say(console.errStyle().dim(line.toString()));
        if (shown.ending() == Shown.Ending.CUT) {
            console.say(console.errStyle().red("error: ") + "not all of it is here: " + info.why());
        }
        if (info.rowsDropped() > 0) {
            console.say(
                    console.errStyle().yellow("warning: ")
                            + Words.count(info.rowsDropped(), "row")
                            + " are no longer held by the server"
                            + (info.why() == null ? "" : ": " + info.why()));
        }
    }
}
