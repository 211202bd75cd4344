package io.drey.server.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;

/** Finds ports to listen on that stay free while the server is away. */
public final class FreePort {
    /** Below the range from which systems take the ports of outgoing connections. */
    private static final int FIRST = 20_000;

    private static final int COUNT = 12_000;
    private static final int TRIES = 100;

    private FreePort() {}

    /** A port nobody listens on now; another process may take it before the caller does. */
    public static int find(String host) {
        Random random = new Random();
        try {
            InetAddress address = InetAddress.getByName(host);
            for (int i = 0; i < TRIES; i++) {
                int port = FIRST + random.nextInt(COUNT);
                if (isFree(address, port)) {
                    return port;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return 0;
    }

    private static boolean isFree(InetAddress address, int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, address)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
