package io.drey.cli;

import io.drey.model.DreyErrorCode;
import io.drey.model.JobId;
import io.drey.model.JobRef;
import io.drey.model.KernelId;
import io.drey.model.ResultId;
import io.drey.model.RunError;
import io.drey.model.RunId;
import io.drey.model.RunInfo;
import io.drey.model.RunRequest;
import io.drey.model.RunState;
import io.drey.model.StatementInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A run with a scripted end. Thread-safe. */
final class TestingRun {
    static final JobId JOB = new JobId("0123456789abcdef0123456789abcdef");

    private static final Instant T0 = Instant.parse("2026-03-01T08:00:00Z");
    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final RunRequest request;
    private final RunId id = new RunId("r" + COUNTER.incrementAndGet());
    private final List<StatementInfo> statements = new ArrayList<>();
    private volatile RunState state;
    private volatile @Nullable RunError error;

    private TestingRun(RunRequest request, RunState state) {
        this.request = request;
        this.state = state;
    }

    /** A run that ends in this state as soon as anybody looks. */
    static TestingRun of(RunRequest request, RunState state) {
        return new TestingRun(request, state);
    }

    /** Adds a query. */
    TestingRun with(ResultId result) {
        statements.add(statement("SELECT", result, null, null));
        return this;
    }

    /** Adds a statement that only says something. */
    TestingRun withMessage(String kind, String message) {
        statements.add(statement(kind, null, message, null));
        return this;
    }

    /** Adds a statement that writes. */
    TestingRun withInsert() {
        statements.add(statement("INSERT INTO", null, null, null));
        return this;
    }

    TestingRun withError(DreyErrorCode code, String message, int line, int column, int endColumn) {
        error =
                new RunError(
                        code,
                        code.title(),
                        message,
                        "Did you mean dep_delay?",
                        code.help(),
                        line,
                        column,
                        line,
                        endColumn,
                        "org.apache.calcite.runtime.CalciteContextException: …");
        statements.add(statement("SELECT", null, null, error));
        return this;
    }

    String id() {
        return id.value();
    }

    RunId runId() {
        return id;
    }

    void cancel() {
        if (!state.isFinal()) {
            state = RunState.CANCELLED;
        }
    }

    RunInfo info() {
        return info(state);
    }

    RunInfo info(RunState shown) {
        return new RunInfo(
                id,
                new KernelId("k1"),
                request.notebook(),
                request.cell(),
                "sql",
                request.mode(),
                request.source(),
                shown,
                shown.ordinal() + 1,
                T0,
                T0,
                null,
                1234L,
                shown == RunState.QUEUED
                        ? List.of()
                        : statements.stream().map(s -> in(s, shown)).toList(),
                shown.isFinal() ? error : null,
                List.of(),
                null);
    }

    private StatementInfo statement(
            String kind,
            @Nullable ResultId result,
            @Nullable String message,
            @Nullable RunError failure) {
        return new StatementInfo(
                statements.size(), kind, 1, 1, 1, 1, state, message, result, null, failure, 5L);
    }

    private static StatementInfo in(StatementInfo s, RunState shown) {
        boolean isDone = s.message() != null || s.error() != null;
        RunState own = isDone && s.error() == null ? RunState.SUCCEEDED : shown;
        return new StatementInfo(
                s.index(),
                s.kind(),
                1,
                1,
                1,
                1,
                own,
                s.message(),
                s.resultId(),
                new JobRef(JOB, "local", null, null),
                s.error(),
                5L);
    }
}
