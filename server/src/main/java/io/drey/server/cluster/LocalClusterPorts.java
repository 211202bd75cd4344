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
 * The loopback ports of the JobManager.
 *
 * <p>They are chosen once and kept, so that a restarted JobManager is found where it was. They lie
 * below the range that systems give to outgoing connections, which could take one in between.
 */
record LocalClusterPorts(int rest, int rpc, int blob) {
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;

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
        LocalClusterPorts fresh = choose(file.toAbsolutePath().hashCode());
        AtomicFiles.write(file, JsonMappers.files().writeValueAsBytes(fresh));
        return fresh;
    }

    /** The ports of the cluster that was started last. */
    static LocalClusterPorts read(Path file) throws IOException {
        return JsonMappers.files().readValue(Files.readAllBytes(file), LocalClusterPorts.class);
    }

    private boolean areFree() {
        return isFree(rest) && isFree(rpc) && isFree(blob);
    }

    /**
     * Each installation looks from another place on, so that two do not choose the same at once.
     */
    private static LocalClusterPorts choose(int seed) throws IOException {
        int span = HIGHEST - LOWEST;
        int start = Math.floorMod(seed, span);
        List<Integer> free = new ArrayList<>();
        for (int i = 0; i < span && free.size() < 3; i++) {
            int port = LOWEST + (start + i) % span;
            if (isFree(port)) {
                free.add(port);
            }
        }
        if (free.size() < 3) {
            throw new IOException("no free port from " + LOWEST + " to " + HIGHEST);
        }
        return new LocalClusterPorts(free.get(0), free.get(1), free.get(2));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // Connections of the cluster that just ended may linger; they do not hold the port.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
