package io.drey.cli.server;

import org.jspecify.annotations.Nullable;

/**
 * What one check of the doctor found.
 *
 * @param remedy what to do; null when nothing needs to be done
 */
public record Finding(String check, State state, String detail, @Nullable String remedy) {
    /** How bad it is. */
    public enum State {
        OK,
        /** Works, but not well or not for all. */
        WARNING,
        /** Drey does not work until it is mended. */
        PROBLEM
    }

    static Finding ok(String check, String detail) {
        return new Finding(check, State.OK, detail, null);
    }

    static Finding warning(String check, String detail, String remedy) {
        return new Finding(check, State.WARNING, detail, remedy);
    }

    static Finding problem(String check, String detail, String remedy) {
        return new Finding(check, State.PROBLEM, detail, remedy);
    }
}
