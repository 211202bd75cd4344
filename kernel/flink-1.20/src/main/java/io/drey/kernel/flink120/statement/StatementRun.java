package io.drey.kernel.flink120.statement;

import static java.util.Objects.requireNonNull;

import io.drey.kernel.CellRun;
import io.drey.kernel.Outlet;
import io.drey.protocol.KernelMessages.Failure;
import io.drey.protocol.KernelMessages.Job;
import io.drey.protocol.KernelMessages.Log;
import io.drey.protocol.KernelMessages.Statement;
import io.drey.sql.SqlStatement;
import org.apache.flink.api.common.JobID;
import org.jspecify.annotations.Nullable;

/** One statement of a run, and how its news are told. Thread-safe. */
public final class StatementRun {
    private final CellRun run;
    private final SqlStatement statement;
    private final Outlet outlet;
    private final long startNanos = System.nanoTime();

    public StatementRun(CellRun run, SqlStatement statement, Outlet outlet) {
        this.run = requireNonNull(run, "run");
        this.statement = requireNonNull(statement, "statement");
        this.outlet = requireNonNull(outlet, "outlet");
    }

    public CellRun run() {
        return run;
    }

    public SqlStatement statement() {
        return statement;
    }

    public Outlet outlet() {
        return outlet;
    }

    /** The id of the result, should the statement bring rows. */
    public String resultId() {
        return run.id() + "-" + statement.index();
    }

    /** What its job is called. */
    public String jobName() {
        return statement.what() + " (" + resultId() + ")";
    }

    public void tellRunning() {
        tell("running", null, null);
    }

    public void tellSucceeded(@Nullable String message) {
        tell("succeeded", message, null);
    }

    public void tellFailed(Failure failure) {
        tell("failed", null, failure);
    }

    public void tellCancelled() {
        tell("cancelled", null, null);
    }

    /** Tells that a query's rows are on their way. */
    public void tellFlowing(boolean isBounded) {
        tell(isBounded ? "running" : "streaming", null, null);
    }

    /** Tells that its job goes on in the cluster, without rows for anybody. */
    public void tellRunsOn(String message) {
        tell("streaming", message, null);
    }

    public void tellJob(JobID job, boolean isDetached) {
        outlet.tell(new Job(run.id(), statement.index(), job.toHexString(), jobName(), isDetached));
    }

    /** Tells of something that does not stop the statement, but may not be meant. */
    public void warn(String text) {
        outlet.tell(new Log(run.id(), "warning", text));
    }

    private void tell(String state, @Nullable String message, @Nullable Failure failure) {
        outlet.tell(
                new Statement(
                        run.id(),
                        statement.index(),
                        statement.what(),
                        statement.start().line(),
                        statement.start().column(),
                        statement.end().line(),
                        statement.end().column(),
                        state,
                        message,
                        failure,
                        (System.nanoTime() - startNanos) / 1_000_000));
    }
}
