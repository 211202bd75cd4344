package io.drey.sink;

import java.io.IOException;

/**
 * The server could not be reached when the job started.
 *
 * <p>The message begins with {@link #PREFIX}: that text is what arrives at a client of the cluster,
 * which may then run the query in another way.
 */
public final class ResultUnreachableException extends IOException {
    public static final String PREFIX = "Drey cannot be reached at ";

    private static final long serialVersionUID = 1L;

    ResultUnreachableException(ResultTarget target, IOException cause) {
        super(
                PREFIX
                        + target.address()
                        + " ("
                        + cause
                        + "); the TaskManagers must be able to connect to this address",
                cause);
    }
}
