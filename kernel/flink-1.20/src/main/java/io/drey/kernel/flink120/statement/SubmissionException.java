package io.drey.kernel.flink120.statement;

/** A job could not be handed to the cluster. */
public final class SubmissionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SubmissionException(Throwable cause) {
        super("the job could not be submitted", cause);
    }
}
