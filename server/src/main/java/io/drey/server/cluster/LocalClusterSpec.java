package io.drey.server.cluster;

import java.nio.file.Path;
import java.util.List;

/**
 * Where the local cluster comes from and where it keeps its things.
 *
 * @param runtime a directory of the distribution with {@code lib/*.jar} and {@code jvm.options}
 * @param packs directories of connector jars that join the class path
 * @param directory configuration, checkpoints, savepoints and process records
 * @param logs where {@code jobmanager.log} and {@code taskmanager.log} are written
 * @param java the java program that runs it
 */
public record LocalClusterSpec(
        Path runtime,
        List<Path> packs,
        Path directory,
        Path logs,
        Path java,
        LocalClusterSize size) {
    public LocalClusterSpec {
        packs = List.copyOf(packs);
    }
}
