package io.drey.kernel.flink120.statement;

/** The cluster no longer knows a job, as after a restart. */
public final class JobLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JobLostException(Throwable cause) {
        super("the cluster does not know the job", cause);
    }
}
