package io.drey.sink;

import java.io.IOException;

/**
 * The server was reached but does not take the rows: a wrong token, or a result it does not know.
 */
public final class ResultRefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String code;

    ResultRefusedException(ResultTarget target, String code, String message) {
        super("Drey refused the rows of result " + target + ": " + message + " [" + code + "]");
        this.code = code;
    }

    /** The server's error code. */
    public String code() {
        return code;
    }
}
