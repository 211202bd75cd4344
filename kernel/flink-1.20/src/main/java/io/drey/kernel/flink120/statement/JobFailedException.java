package io.drey.kernel.flink120.statement;

import io.drey.kernel.flink120.job.JobEnd;

/** A job that a statement waited for did not succeed. */
public final class JobFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient JobEnd end;

    JobFailedException(JobEnd end) {
        super("job: " + end.kind(), end.cause());
        this.end = end;
    }

    public JobEnd end() {
        return end;
    }
}
