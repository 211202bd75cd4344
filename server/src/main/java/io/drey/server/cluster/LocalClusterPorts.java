package io.drey.server.cluster;

import io.drey.server.platform.AtomicFiles;
import io.drey.server.platform.JsonMappers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;

/**
 * The loopback ports of the local cluster.
 *
 * <p>They are chosen once and kept, so that a restarted JobManager is found where it was.
 */
record LocalClusterPorts(int rest, int rpc, int blob, int taskManagerRpc, int taskManagerData) {
    private static final int COUNT = 5;

    /** The kept ports, or fresh ones where none are kept or something else listens there now. */
    static LocalClusterPorts keptOrFresh(Path file) throws IOException {
        if (Files.exists(file)) {
            try {
                LocalClusterPorts kept = read(file);
                if (kept.areFree()) {
                    return kept;
                }
            } catch (JacksonException e) {
                // An unreadable file is worth no more than a missing one.
            }
        }
        LocalClusterPorts fresh = choose();
        AtomicFiles.write(file, JsonMappers.files().writeValueAsBytes(fresh));
        return fresh;
    }

    /** The ports of the cluster that was started last. */
    static LocalClusterPorts read(Path file) throws IOException {
        return JsonMappers.files().readValue(Files.readAllBytes(file), LocalClusterPorts.class);
    }

    private boolean areFree() {
        for (int port : List.of(rest, rpc, blob, taskManagerRpc, taskManagerData)) {
            try (ServerSocket socket = new ServerSocket()) {
                // Connections of the cluster that just ended may linger; they do not hold the port.
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }

    private static LocalClusterPorts choose() throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < COUNT; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return new LocalClusterPorts(
                    sockets.get(0).getLocalPort(),
                    sockets.get(1).getLocalPort(),
                    sockets.get(2).getLocalPort(),
                    sockets.get(3).getLocalPort(),
                    sockets.get(4).getLocalPort());
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }
}
