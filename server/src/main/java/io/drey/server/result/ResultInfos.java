package io.drey.server.result;

import io.drey.model.ChangelogKind;
import io.drey.model.JobRef;
import io.drey.model.ResultInfo;
import io.drey.model.ResultState;
import io.drey.server.result.log.ResultLog;
import io.drey.server.result.log.SubtaskState;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Makes the next info of a result from the one before. */
final class ResultInfos {
    private ResultInfos() {}

    /** The info of a result that is about to get its first row. */
    static ResultInfo opening(ResultOpening opening, Instant now) {
        return new ResultInfo(
                opening.id(),
                opening.runId(),
                opening.statement(),
                opening.columns(),
                opening.mode(),
                opening.changelog(),
                opening.upsertKey(),
                ResultState.OPENING,
                null,
                0,
                0,
                0,
                0,
                0,
                null,
                0,
                opening.path(),
                null,
                now,
                null,
                null);
    }

    static ResultInfo withJob(ResultInfo info, JobRef job) {
        return of(
                info,
                info.state(),
                info.why(),
                Counts.of(info),
                job,
                info.firstRowAt(),
                info.endedAt());
    }

    static ResultInfo withPath(ResultInfo info, ResultInfo.Path path) {
        return new ResultInfo(
                info.id(),
                info.runId(),
                info.statement(),
                info.columns(),
                info.mode(),
                info.changelog(),
                info.upsertKey(),
                info.state(),
                info.why(),
                info.rowsIn(),
                info.rowsHeld(),
                info.rowsDropped(),
                info.bytesHeld(),
                info.ratePerSecond(),
                info.watermark(),
                info.frame(),
                path,
                info.job(),
                info.openedAt(),
                info.firstRowAt(),
                info.endedAt());
    }

    static ResultInfo withState(ResultInfo info, ResultState state, @Nullable String why) {
        return of(info, state, why, Counts.of(info), info.job(), info.firstRowAt(), info.endedAt());
    }

    static ResultInfo withWhy(ResultInfo info, String why) {
        return withState(info, info.state(), why);
    }

    static ResultInfo withFirstRowAt(ResultInfo info, Instant at) {
        return of(info, info.state(), info.why(), Counts.of(info), info.job(), at, info.endedAt());
    }

    static ResultInfo withEnd(
            ResultInfo info, ResultState state, @Nullable String why, Instant at) {
        Counts counts = Counts.of(info);
        return of(info, state, why, counts.withRate(0), info.job(), info.firstRowAt(), at);
    }

    /** The info with what the log and the table really hold. */
    static ResultInfo counted(ResultInfo info, ResultTable table, double ratePerSecond)
            throws IOException {
        ResultLog log = table.log();
        long dropped = info.changelog() == ChangelogKind.APPEND ? log.firstRow() : 0;
        Counts counts =
                new Counts(
                        log.rows(),
                        table.rows(),
                        dropped,
                        log.bytes(),
                        ratePerSecond,
                        watermark(log),
                        log.frame());
        return of(
                info,
                info.state(),
                info.why(),
                counts,
                info.job(),
                info.firstRowAt(),
                info.endedAt());
    }

    private static @Nullable Long watermark(ResultLog log) {
        Collection<SubtaskState> subtasks = log.subtasks();
        if (subtasks.isEmpty() || subtasks.size() < log.parallelism()) {
            return null;
        }
        long lowest = Long.MAX_VALUE;
        for (SubtaskState subtask : subtasks) {
            lowest = Math.min(lowest, subtask.watermark());
        }
        return lowest == Long.MIN_VALUE ? null : lowest;
    }

    private record Counts(
            long rowsIn,
            long rowsHeld,
            long rowsDropped,
            long bytesHeld,
            double ratePerSecond,
            @Nullable Long watermark,
            long frame) {
        static Counts of(ResultInfo info) {
            return new Counts(
                    info.rowsIn(),
                    info.rowsHeld(),
                    info.rowsDropped(),
                    info.bytesHeld(),
                    info.ratePerSecond(),
                    info.watermark(),
                    info.frame());
        }

        Counts withRate(double rate) {
            return new Counts(rowsIn, rowsHeld, rowsDropped, bytesHeld, rate, watermark, frame);
        }
    }

    private static ResultInfo of(
            ResultInfo base,
            ResultState state,
            @Nullable String why,
            Counts counts,
            @Nullable JobRef job,
            @Nullable Instant firstRowAt,
            @Nullable Instant endedAt) {
        return new ResultInfo(
                base.id(),
                base.runId(),
                base.statement(),
                base.columns(),
                base.mode(),
                base.changelog(),
                base.upsertKey(),
                state,
                why,
                counts.rowsIn,
                counts.rowsHeld,
                counts.rowsDropped,
                counts.bytesHeld,
                counts.ratePerSecond,
                counts.watermark,
                counts.frame,
                base.path(),
                job,
                base.openedAt(),
                firstRowAt,
                endedAt);
    }
}
