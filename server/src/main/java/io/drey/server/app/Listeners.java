package io.drey.server.app;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.server.http.HttpOptions;
import io.drey.server.http.HttpServer;
import io.drey.server.http.TlsIdentity;
import io.drey.server.platform.FreePort;
import io.drey.server.platform.NamedThreads;
import io.drey.server.platform.Options;
import io.drey.server.result.ResultListener;
import io.drey.server.result.ResultOptions;
import io.drey.server.result.ResultService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.ExecutorService;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the server listens: for tasks, for browsers, and for its own processes.
 *
 * <p>Kernels and the command line of this machine talk plain HTTP over loopback. Where browsers are
 * served by TLS or at another address, that needs a port of its own. Ports are known once {@link
 * #open} has returned; they are read by any thread.
 */
final class Listeners {
    private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);
    private static final String LOOPBACK = "127.0.0.1";

    private final Options options;
    private final Closeables closeables;
    private final @Nullable TlsIdentity tls;
    private volatile int http;
    private volatile int local;
    private volatile int result;

    /**
     * Reads the certificate and checks the address.
     *
     * @throws DreyException OPTION_INVALID if it would serve other machines without TLS unasked
     */
    Listeners(Options options, Closeables closeables) throws UnknownHostException {
        this.options = options;
        this.closeables = closeables;
        this.tls = HttpOptions.tls(options);
        HttpOptions.requireSafe(options);
    }

    /** Begins to listen; ports stay those of the last start where they were left to choice. */
    void open(HttpServer server, ResultService results, DataDir dataDir) throws IOException {
        DataDir.Ports last = dataDir.lastPorts();
        String host = options.get(HttpOptions.HOST);
        String resultHost = options.get(ResultOptions.HOST);
        result =
                open(
                        options.get(ResultOptions.PORT),
                        last == null ? FreePort.find(resultHost) : last.result(),
                        port -> listenForResults(results, port));
        int wanted = options.get(HttpOptions.PORT);
        int lastHttp = last == null ? FreePort.find(host) : last.http();
        if (isLocalApart(host)) {
            Integer lastLocal = last == null ? null : last.local();
            local =
                    open(
                            0,
                            lastLocal == null ? FreePort.find(LOOPBACK) : lastLocal,
                            port -> server.start(LOOPBACK, port));
            http = open(wanted, lastHttp, port -> server.listen(host, port, tls));
        } else {
            http = open(wanted, lastHttp, port -> server.start(host, port));
            local = http;
        }
        dataDir.savePorts(new DataDir.Ports(http, result, local == http ? null : local));
    }

    int http() {
        return http;
    }

    int result() {
        return result;
    }

    String resultHost() {
        return options.get(ResultOptions.HOST);
    }

    /** Where browsers find the page. */
    String url() {
        String known = options.find(HttpOptions.PUBLIC_URL);
        if (known != null) {
            return known.endsWith("/") ? known.substring(0, known.length() - 1) : known;
        }
        String host = options.get(HttpOptions.HOST);
        if (isWildcard(host)) {
            host = LOOPBACK;
        }
        return (tls == null ? "http://" : "https://")
                + (host.contains(":") ? "[" + host + "]" : host)
                + ":"
                + http;
    }

    /** Where processes of this machine find the server, without the scheme. */
    String localAddress() {
        return LOOPBACK + ":" + local;
    }

    private boolean isLocalApart(String host) throws UnknownHostException {
        return tls != null
                || !(isWildcard(host)
                        || InetAddress.getByName(host).getHostAddress().equals(LOOPBACK));
    }

    private static boolean isWildcard(String host) {
        return host.equals("0.0.0.0") || host.equals("::");
    }

    /** Opens the wanted port; when any will do, the one of the last start if it is free. */
    private static int open(int wanted, int last, IntUnaryOperator opening) {
        if (wanted == 0 && last != 0) {
            try {
                return opening.applyAsInt(last);
            } catch (DreyException e) {
                if (e.code() != DreyErrorCode.PORT_TAKEN) {
                    throw e;
                }
                LOG.info("Choosing another port because={}", e.getMessage());
            }
        }
        return opening.applyAsInt(wanted);
    }

    private int listenForResults(ResultService results, int port) {
        ExecutorService threads =
                closeables.add(
                        NamedThreads.bounded(
                                "results", options.get(ResultOptions.MAX_CONNECTIONS) + 1));
        try {
            return closeables
                    .add(
                            ResultListener.start(
                                    results, new InetSocketAddress(resultHost(), port), threads))
                    .port();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
