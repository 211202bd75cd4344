package io.drey.cli.shell;

import io.drey.model.DreyErrorCode;

/** What the process answers to the shell. Part of the published interface. */
public final class ExitCode {
    public static final int OK = 0;

    /** A statement, a cell or the command itself failed. */
    public static final int FAILED = 1;

    /** The arguments make no sense. */
    public static final int USAGE = 2;

    /** Drey cannot be reached or did not start. */
    public static final int UNAVAILABLE = 3;

    /** The time given by {@code --timeout} was over; the number of timeout(1). */
    public static final int TIMEOUT = 124;

    /** Ctrl-C; the number shells use. */
    public static final int INTERRUPTED = 130;

    /** Nobody reads the output any more, as after {@code | head}; the number shells use. */
    public static final int BROKEN_PIPE = 141;

    private ExitCode() {}

    /** Maps an error of the catalog. */
    public static int of(DreyErrorCode code) {
        return switch (code) {
            case SERVER_UNAVAILABLE, PORT_TAKEN, DATA_DIR_IN_USE -> UNAVAILABLE;
            case TIMEOUT -> TIMEOUT;
            case OPTION_INVALID -> USAGE;
            default -> FAILED;
        };
    }
}
