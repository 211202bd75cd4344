package io.drey.server.result;

import io.drey.model.ChangelogKind;
import io.drey.model.DreyErrorCode;
import io.drey.model.ExecutionMode;
import io.drey.model.ResultInfo;
import io.drey.server.platform.ByteSizes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The limits one result lives in, and the words for what happens there. Under its lock. */
final class ResultBounds {
    static final String RESTARTED_BATCH =
            "A task was restarted after some of its rows had arrived, so they would be here twice."
                    + " Run it again.";
    static final String RESTARTED_STREAM =
            "A task was restarted: rows since the last checkpoint may be here twice.";

    private static final long CHECK_EVERY_BYTES = 32L << 20;
    private static final String DISK_FULL = DreyErrorCode.DISK_FULL.title() + ": ";

    private final ResultSettings settings;
    private final ResultContext context;
    private final Path directory;
    private final ResultInfo info;
    private final long limit;
    private long uncheckedBytes = CHECK_EVERY_BYTES;

    ResultBounds(ResultContext context, Path directory, ResultRecord record) {
        this.context = context;
        this.settings = context.settings();
        this.directory = directory;
        this.info = record.info();
        this.limit = record.limit();
    }

    /** Looks now and then whether enough of the disk is left. */
    void requireSpace(int bytes) throws IOException {
        uncheckedBytes += bytes;
        if (uncheckedBytes < CHECK_EVERY_BYTES) {
            return;
        }
        long usable = context.files().usableBytes(directory);
        if (usable < settings.minFree()) {
            throw new IOException(
                    "No space left: "
                            + ByteSizes.format(usable)
                            + " are free (expected: at least "
                            + ByteSizes.format(settings.minFree())
                            + ")");
        }
        uncheckedBytes = 0;
    }

    /** How many rows of a batch the row limit lets in. */
    int fitting(ResultTable table, int rows) throws IOException {
        boolean isLimited = limit > 0 && info.changelog() == ChangelogKind.APPEND;
        return isLimited ? (int) Math.min(rows, limit - table.log().rows()) : rows;
    }

    /** Drops what may be dropped; answers why nothing more can be taken, or null. */
    @Nullable String whyFull(ResultTable table) throws IOException {
        long rows = table.isKeyed() ? table.rows() : table.log().rows();
        if (limit > 0 && rows >= limit && (!table.isKeyed() || rows > limit)) {
            return "The limit of " + count(limit) + " rows is reached.";
        }
        if (table.isKeyed()) {
            return whyKeyedFull(table, rows);
        }
        if (table.log().bytes() <= settings.quota()) {
            return null;
        }
        if (info.mode() == ExecutionMode.STREAMING) {
            table.log().dropOldest(settings.quota());
            return null;
        }
        return beyondQuota("The result", rows);
    }

    String whyNotStored(IOException error, long rows) {
        String message = String.valueOf(error.getMessage());
        boolean isSpace =
                message.contains("No space left") || message.contains("Disk quota exceeded");
        return (isSpace ? DISK_FULL : "The rows cannot be stored: ")
                + message
                + ". The "
                + count(rows)
                + " rows received so far are kept.";
    }

    private @Nullable String whyKeyedFull(ResultTable table, long rows) {
        if (rows > settings.maxKeyedRows()) {
            return "The table has more than "
                    + count(settings.maxKeyedRows())
                    + " rows (option "
                    + ResultOptions.MAX_KEYED_ROWS.key()
                    + ").";
        }
        return table.log().snapshotBytes() > settings.quota()
                ? beyondQuota("The table", rows)
                : null;
    }

    private String beyondQuota(String what, long rows) {
        return what
                + " is larger than "
                + ByteSizes.format(settings.quota())
                + " (option "
                + ResultOptions.QUOTA.key()
                + "). The "
                + count(rows)
                + " rows received so far are kept.";
    }

    private static String count(long rows) {
        return String.format(Locale.ROOT, "%,d", rows);
    }
}
