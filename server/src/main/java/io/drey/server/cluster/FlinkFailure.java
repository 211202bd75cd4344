package io.drey.server.cluster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a job failed.
 *
 * @param rootCause the innermost cause in one line, without its class's package
 * @param stackTrace all Flink says
 * @param task where it happened; null if it was no task's fault
 */
public record FlinkFailure(String rootCause, String stackTrace, Instant at, @Nullable String task) {
    private static final String CAUSED_BY = "Caused by: ";

    static FlinkFailure of(String stackTrace, Instant at, @Nullable String task) {
        return new FlinkFailure(rootCauseOf(stackTrace), stackTrace, at, task);
    }

    /** The message behind the last "Caused by", as the outer ones only tell the way it took. */
    static String rootCauseOf(String stackTrace) {
        String cause = "";
        for (String line : stackTrace.split("\n", -1)) {
            if (line.startsWith(CAUSED_BY)) {
                cause = line.substring(CAUSED_BY.length());
            } else if (cause.isEmpty() && !line.isBlank()) {
                cause = line;
            }
        }
        return withoutPackage(cause.strip());
    }

    private static String withoutPackage(String cause) {
        int colon = cause.indexOf(": ");
        String className = colon < 0 ? cause : cause.substring(0, colon);
        if (!className.matches("[\\w.$]+")) {
            return cause;
        }
        return cause.substring(className.lastIndexOf('.') + 1);
    }
}
