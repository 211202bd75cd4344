package io.drey.cli.server;

import io.drey.cli.render.Words;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks of the data directory. */
final class DataDirChecks {
    private static final long LITTLE_DISK = 500L << 20;
    private static final long ENOUGH_DISK = 3L << 30;
    private static final int DIAL_MILLIS = 2_000;
    private static final Pattern RESULT_PORT = Pattern.compile("\"result\"\\s*:\\s*(\\d+)");

    private DataDirChecks() {}

    static Finding writable(DataDir data) {
        Path folder = existing(data.path());
        try {
            Files.delete(Files.createTempFile(folder, "drey-doctor", null));
        } catch (IOException e) {
            return Finding.problem(
                    "data directory",
                    data.path() + " cannot be written",
                    "Make it writable, or choose another with --data or DREY_DATA.");
        }
        return Finding.ok(
                "data directory",
                data.path() + (Files.exists(data.path()) ? "" : " (made at the first start)"));
    }

    static Finding disk(DataDir data) {
        // Not by its file store: a container may not list the mount the data are on.
        long free = existing(data.path()).toFile().getUsableSpace();
        if (free == 0 && existing(data.path()).toFile().getTotalSpace() == 0) {
            return Finding.warning(
                    "disk", "its free space cannot be read", "Check it with: df " + data.path());
        }
        String detail = Words.bytes(free) + " free";
        String remedy = "Free some space, or choose another place with --data or DREY_DATA.";
        if (free < LITTLE_DISK) {
            return Finding.problem("disk", detail, remedy);
        }
        return free < ENOUGH_DISK
                ? Finding.warning("disk", detail, remedy)
                : Finding.ok("disk", detail);
    }

    /** Called when no server answers: what else could hold the directory. */
    static Finding unused(DataDir data) {
        Optional<ServerFile> file = ServerFile.read(data);
        Optional<ProcessHandle> process = file.flatMap(ServerFile::process);
        if (process.isPresent()) {
            return Finding.problem(
                    "server",
                    "process " + process.get().pid() + " holds the directory but does not answer",
                    "Look at: ./drey logs server; then: ./drey down");
        }
        int left = LeftOvers.find(data).size();
        if (left > 0) {
            return Finding.warning(
                    "server",
                    "not running, but "
                            + left
                            + (left == 1 ? " process of it is" : " processes of it are"),
                    "End them with: ./drey down");
        }
        return Finding.ok("server", "not running");
    }

    /** Dials the port to which tasks bring their rows, as a task on this machine would. */
    static Finding resultPort(DataDir data) {
        Optional<Integer> port =
                DataDir.read(data.portsFile())
                        .map(RESULT_PORT::matcher)
                        .filter(Matcher::find)
                        .map(found -> Integer.valueOf(found.group(1)));
        if (port.isEmpty()) {
            return Finding.warning(
                    "result port", data.portsFile() + " does not name it", "Restart Drey.");
        }
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port.get()),
                    DIAL_MILLIS);
            return Finding.ok("result port", port.get() + " answers");
        } catch (IOException e) {
            return Finding.problem(
                    "result port",
                    port.get() + " does not answer",
                    "Results travel slowly without it; restart Drey: ./drey down, ./drey up");
        }
    }

    /** The nearest folder that exists; where the data would be made. */
    private static Path existing(Path path) {
        Path folder = path;
        while (!Files.isDirectory(folder) && folder.getParent() != null) {
            folder = folder.getParent();
        }
        return folder;
    }
}
