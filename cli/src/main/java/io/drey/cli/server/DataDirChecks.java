package io.drey.cli.server;

import io.drey.cli.render.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Checks of the data directory. */
final class DataDirChecks {
    private static final long LITTLE_DISK = 500L << 20;
    private static final long ENOUGH_DISK = 3L << 30;

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
        long free;
        try {
            free = Files.getFileStore(existing(data.path())).getUsableSpace();
        } catch (IOException e) {
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

    /** The nearest folder that exists; where the data would be made. */
    private static Path existing(Path path) {
        Path folder = path;
        while (!Files.isDirectory(folder) && folder.getParent() != null) {
            folder = folder.getParent();
        }
        return folder;
    }
}
