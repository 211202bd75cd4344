package io.drey.server.platform;

import java.io.File;
import java.nio.file.Path;

/** How much of a disk is left. */
public final class DiskSpace {
    private DiskSpace() {}

    /**
     * The bytes this process may still write where a path is; {@link Long#MAX_VALUE} where the
     * system does not tell.
     *
     * <p>Not by {@link java.nio.file.FileStore}, which wants to find the path's mount in the
     * system's table: a container or a changed root may not list it.
     */
    public static long usableBytes(Path path) {
        File file = path.toFile();
        long usable = file.getUsableSpace();
        return usable == 0 && file.getTotalSpace() == 0 ? Long.MAX_VALUE : usable;
    }
}
