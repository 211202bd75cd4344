package io.drey.kernel.flink120.restore;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * The files of folders, each folder listed once: thousands of shared files lie in few folders, and
 * storage far away takes its time for each question. Confined to one thread.
 */
final class KnownFiles {
    private final Map<Path, Map<String, FileStatus>> folders = new HashMap<>();

    /**
     * What is in a folder.
     *
     * @throws FileNotFoundException if it is not there
     */
    List<FileStatus> list(Path folder) throws IOException {
        return new ArrayList<>(byName(folder).values());
    }

    /** A file; null if it or its folder is not there. */
    @Nullable FileStatus find(Path file) throws IOException {
        try {
            return byName(file.getParent()).get(file.getName());
        } catch (FileNotFoundException e) {
            return null;
        }
    }

    private Map<String, FileStatus> byName(Path folder) throws IOException {
        Map<String, FileStatus> known = folders.get(folder);
        if (known == null) {
            FileStatus[] listed = FileSystem.get(folder.toUri()).listStatus(folder);
            if (listed == null) {
                throw new FileNotFoundException(folder.toString());
            }
            known = new HashMap<>();
            for (FileStatus file : listed) {
                known.put(file.getPath().getName(), file);
            }
            folders.put(folder, known);
        }
        return known;
    }
}
