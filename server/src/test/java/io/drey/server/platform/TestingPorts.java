package io.drey.server.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Finds ports for servers that cannot choose one themselves. */
public final class TestingPorts {
    /** Below what Linux gives to outgoing connections, one of which could take it meanwhile. */
    private static final int FIRST = 20_000;

    private static final int LAST = 32_000;

    private TestingPorts() {}

    /** A port of the loopback address that nobody listens at. */
    public static int free() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            try (ServerSocket socket =
                    new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // Taken: try another.
            }
        }
    }
}
