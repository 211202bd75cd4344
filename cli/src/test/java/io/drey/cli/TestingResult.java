package io.drey.cli;

import io.drey.arrow.ArrowField;
import io.drey.arrow.ArrowSchema;
import io.drey.arrow.ArrowType;
import io.drey.model.ChangelogKind;
import io.drey.model.ExecutionMode;
import io.drey.model.ResultColumn;
import io.drey.model.ResultId;
import io.drey.model.ResultInfo;
import io.drey.model.ResultState;
import io.drey.model.RunId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A result with two columns, {@code name STRING} and {@code n BIGINT}. Thread-safe. */
final class TestingResult {
    static final int INSERT = 0;
    static final int UPDATE_BEFORE = 1;
    static final int UPDATE_AFTER = 2;

    private static final Instant T0 = Instant.parse("2026-03-01T08:00:00Z");
    private static final List<ResultColumn> COLUMNS =
            List.of(
                    new ResultColumn("name", "STRING", ResultColumn.Kind.STRING),
                    new ResultColumn("n", "BIGINT", ResultColumn.Kind.NUMBER));

    /** A change of one row. */
    record Change(int op, List<@Nullable Object> values) {}

    private final ResultId id;
    private final RunId run;
    private final ExecutionMode mode;
    private final ChangelogKind changelog;
    private final List<Change> changes = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private List<List<@Nullable Object>> table = new ArrayList<>();
    private volatile @Nullable String why;

    TestingResult(String id, RunId run, ExecutionMode mode, ChangelogKind changelog) {
        this.id = new ResultId(id);
        this.run = run;
        this.mode = mode;
        this.changelog = changelog;
    }

    TestingResult change(int op, @Nullable Object... values) {
        List<@Nullable Object> row = Arrays.asList(values);
        changes.add(new Change(op, row));
        if (op == INSERT) {
            table.add(row);
        }
        return this;
    }

    /** Sets what all the changes amount to. */
    TestingResult table(List<List<@Nullable Object>> rows) {
        table = rows;
        return this;
    }

    /** Ends as a result does that the server no longer takes rows for. */
    TestingResult stopped(String reason) {
        why = reason;
        return ended();
    }

    TestingResult ended() {
        end();
        return this;
    }

    void end() {
        end.countDown();
    }

    void awaitEnd() throws InterruptedException {
        end.await();
    }

    List<Change> changes() {
        return changes;
    }

    List<List<@Nullable Object>> table() {
        return table;
    }

    ArrowSchema schema(boolean withOps) {
        ArrowField name = ArrowField.of("name", ArrowType.UTF8);
        ArrowField n = ArrowField.of("n", ArrowType.INT64);
        return withOps
                ? ArrowSchema.of(ArrowField.of("__op", ArrowType.INT8).withNullable(false), name, n)
                : ArrowSchema.of(name, n);
    }

    ResultInfo info() {
        boolean hasEnded = end.getCount() == 0;
        ResultState endState = why == null ? ResultState.COMPLETE : ResultState.STOPPED;
        return new ResultInfo(
                id,
                run,
                0,
                COLUMNS,
                mode,
                changelog,
                changelog == ChangelogKind.UPSERT ? List.of("name") : List.of(),
                hasEnded ? endState : ResultState.RUNNING,
                why,
                changes.size(),
                table.size(),
                0,
                100,
                0,
                null,
                1,
                ResultInfo.Path.SINK,
                null,
                T0,
                T0,
                null);
    }
}
