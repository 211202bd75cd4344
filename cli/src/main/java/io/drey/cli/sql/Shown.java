package io.drey.cli.sql;

/**
 * What became of showing a result.
 *
 * @param rows rows, or changes, that were printed
 */
public record Shown(Ending ending, long rows) {
    /** Why no more was shown. */
    public enum Ending {
        /** All there is. */
        COMPLETE,
        /** The server could or would not hold all of it. */
        CUT,
        /** {@code --limit} was reached. */
        LIMIT,
        /** A stream was watched for as long as asked. */
        WATCHED,
        /** Somebody at the terminal had seen enough. */
        LEFT,
        /** {@code --timeout} was over. */
        TIMEOUT
    }
}
