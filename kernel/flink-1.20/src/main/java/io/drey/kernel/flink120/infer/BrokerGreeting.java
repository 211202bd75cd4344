package io.drey.kernel.flink120.infer;

import io.drey.kernel.Failures;
import io.drey.kernel.KernelFailure;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks brokers for their version before Kafka's client does.
 *
 * <p>The client tries on and on where a first look tells what is wrong, and takes what a port of
 * TLS or of another service answers for the length of a message, for which it then wants the
 * memory.
 */
final class BrokerGreeting {
    private static final int TIMEOUT_MILLIS = 2500;
    private static final int MOST_SERVERS = 3;
    private static final int LONGEST_ANSWER = 1 << 20;
    private static final int API_VERSIONS = 18;
    private static final int CORRELATION = 7;
    private static final byte TLS_ALERT = 0x15;
    private static final String TLS = "it speaks TLS";
    private static final String NO_TLS = "it speaks no TLS";

    private BrokerGreeting() {}

    /**
     * Greets the servers until one answers.
     *
     * @param servers as {@code host:port,host:port}
     * @param isPlain whether it is to be spoken without TLS
     * @throws KernelFailure if none answers as a broker does
     */
    static void greet(String servers, boolean isPlain) {
        List<String> problems = new ArrayList<>();
        for (String server : servers.strip().split("\\s*,\\s*")) {
            if (problems.size() == MOST_SERVERS) {
                break;
            }
            Optional<String> problem = findProblem(server, isPlain);
            if (problem.isEmpty()) {
                return;
            }
            problems.add(server + ": " + problem.get());
        }
        throw new KernelFailure(
                Failures.of(
                        "CONNECTION_FAILED",
                        "No Kafka broker answers the kernel at "
                                + String.join("; ", problems)
                                + ".",
                        suggestion(problems),
                        null));
    }

    private static String suggestion(List<String> problems) {
        if (problems.stream().anyMatch(one -> one.endsWith(TLS))) {
            return "Set 'properties.security.protocol' to SSL, or to SASL_SSL where one signs in.";
        }
        if (problems.stream().anyMatch(one -> one.endsWith(NO_TLS))) {
            return "Set 'properties.security.protocol' to PLAINTEXT, or to SASL_PLAINTEXT where one"
                    + " signs in.";
        }
        return "Check the address, and that the broker runs and can be reached from where the"
                + " kernel runs.";
    }

    /** Why there is no connection to a broker; it is only tried to connect. */
    static Optional<String> findProblem(String host, int port) {
        return connect(host, port, socket -> Optional.empty());
    }

    private static Optional<String> findProblem(String server, boolean isPlain) {
        int colon = server.lastIndexOf(':');
        String port = server.substring(colon + 1);
        if (colon < 1 || !port.matches("\\d{1,5}")) {
            return Optional.of("expected host:port");
        }
        String host = server.substring(0, colon).replaceAll("[\\[\\]]", "");
        return connect(host, Integer.parseInt(port), socket -> greet(socket, isPlain));
    }

    private static Optional<String> connect(String host, int port, Talk talk) {
        try (Socket socket = new Socket()) {
            InetSocketAddress address = new InetSocketAddress(host, port);
            if (address.isUnresolved()) {
                return Optional.of("unknown host");
            }
            socket.connect(address, TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            return talk.findProblem(socket);
        } catch (SocketTimeoutException e) {
            return Optional.of("no answer in " + TIMEOUT_MILLIS / 1000.0 + " s");
        } catch (IOException | IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private interface Talk {
        Optional<String> findProblem(Socket socket) throws IOException;
    }

    /** Asks in plain text, also where TLS is to be spoken: a broker that answers speaks none. */
    private static Optional<String> greet(Socket socket, boolean isPlain) throws IOException {
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        // A request without a body: its length, what is asked, version 0, a number, no client name.
        out.writeInt(10);
        out.writeShort(API_VERSIONS);
        out.writeShort(0);
        out.writeInt(CORRELATION);
        out.writeShort(-1);
        out.flush();
        byte[] head = new byte[8];
        int read = readHead(socket, head);
        boolean isTls = read > 1 && head[0] == TLS_ALERT && head[1] == 3;
        if (!isPlain) {
            return isBroker(head, read) ? Optional.of(NO_TLS) : Optional.empty();
        }
        if (isTls) {
            return Optional.of(TLS);
        }
        if (read < head.length) {
            return Optional.of("it hangs up, as a port of TLS may do");
        }
        return isBroker(head, read)
                ? Optional.empty()
                : Optional.of("what answers there is no Kafka broker");
    }

    /** A port of TLS may end the connection in any way. */
    private static int readHead(Socket socket, byte[] head) throws IOException {
        try {
            return socket.getInputStream().readNBytes(head, 0, head.length);
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            return 0;
        }
    }

    private static boolean isBroker(byte[] head, int read) {
        ByteBuffer answer = ByteBuffer.wrap(head);
        int length = answer.getInt();
        return read == head.length
                && length > 0
                && length < LONGEST_ANSWER
                && answer.getInt() == CORRELATION;
    }
}
