package io.drey.sink;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.time.Duration;

/** Where a result goes, and for how long to try. Immutable. */
public final class ResultTarget implements Serializable {
    private static final long serialVersionUID = 1L;

    final String host;
    final int port;
    final String result;
    final String token;
    final Duration connectTimeout;
    final Duration reconnectTimeout;

    private ResultTarget(
            String host,
            int port,
            String result,
            String token,
            Duration connectTimeout,
            Duration reconnectTimeout) {
        this.host = requireNonNull(host, "host");
        this.port = port;
        this.result = requireNonNull(result, "result");
        this.token = requireNonNull(token, "token");
        this.connectTimeout = requireNonNull(connectTimeout, "connectTimeout");
        this.reconnectTimeout = requireNonNull(reconnectTimeout, "reconnectTimeout");
    }

    /** A target with the default timeouts. */
    public static ResultTarget of(String host, int port, String result, String token) {
        return new ResultTarget(
                host,
                port,
                result,
                token,
                ResultOptions.CONNECT_TIMEOUT.defaultValue(),
                ResultOptions.RECONNECT_TIMEOUT.defaultValue());
    }

    /**
     * Sets how long to wait for the server.
     *
     * @param connect when the job starts
     * @param reconnect when the server goes away later
     */
    public ResultTarget withTimeouts(Duration connect, Duration reconnect) {
        return new ResultTarget(host, port, result, token, connect, reconnect);
    }

    String address() {
        return host + ":" + port;
    }

    /** Without the token: this text ends in logs. */
    @Override
    public String toString() {
        return result + " at " + address();
    }
}
