package io.drey.kernel.flink120.statement;

import io.drey.kernel.flink120.job.JobEnd;
import java.util.Optional;

/** What to make of the end of a job. */
final class JobFailures {
    private JobFailures() {}

    /** The failure, if the job ended in one. */
    static Optional<RuntimeException> of(JobEnd end) {
        Throwable cause =
                end.cause() == null ? new IllegalStateException("no cause known") : end.cause();
        return switch (end.kind()) {
            case FAILED -> Optional.of(new JobFailedException(cause));
            case LOST -> Optional.of(new JobLostException(cause));
            case FINISHED, CANCELLED -> Optional.empty();
        };
    }
}
