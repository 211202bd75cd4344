package io.drey.kernel.flink120.statement;

/** A job did not succeed; the cause says why. */
public final class JobFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JobFailedException(Throwable cause) {
        super("the job failed", cause);
    }
}
