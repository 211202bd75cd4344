package io.drey.kernel;

import io.drey.protocol.KernelMessages.Failure;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/** Failures that have no place in the source. */
public final class Failures {
    private Failures() {}

    /** A failure without a place; {@code code} is a name of the error catalog. */
    public static Failure of(String code, String message, @Nullable String detail) {
        return new Failure(code, message, null, 0, 0, 0, 0, detail);
    }

    /** A failure without a place, and what to do about it. */
    public static Failure of(
            String code, String message, String suggestion, @Nullable String detail) {
        return new Failure(code, message, suggestion, 0, 0, 0, 0, detail);
    }

    public static Failure cancelled() {
        return of("CANCELLED", "The run was cancelled.", null);
    }

    static Failure unknownLanguage(String language) {
        return of(
                "UNSUPPORTED",
                "This kernel does not run cells of language '" + language + "'.",
                null);
    }

    static Failure internal(Throwable problem) {
        return of("INTERNAL", "The kernel failed: " + problem, fullText(problem));
    }

    /** The problem with its causes and stack traces. */
    public static String fullText(Throwable problem) {
        StringWriter text = new StringWriter();
        problem.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
