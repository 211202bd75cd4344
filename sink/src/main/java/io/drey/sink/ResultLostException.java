package io.drey.sink;

import java.io.IOException;
import java.time.Duration;

/** The server was there when the job started, went away, and did not come back in time. */
public final class ResultLostException extends IOException {
    private static final long serialVersionUID = 1L;

    ResultLostException(ResultTarget target, Duration waited, Throwable cause) {
        super(
                "Drey went away: no answer about result "
                        + target
                        + " for "
                        + waited.toSeconds()
                        + " s",
                cause);
    }
}
