package io.drey.server.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder Drey was built into, and what lies where in it. */
record Distribution(Path home) {
    /** The version of Flink that is in it. */
    static final String RUNTIME = "1.20";

    Path runtime() {
        return home.resolve("runtime").resolve(RUNTIME);
    }

    /** Folders of connectors that join the class path. */
    List<Path> packs() throws IOException {
        Path folder = home.resolve("packs").resolve(RUNTIME);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> packs = Files.list(folder)) {
            return packs.filter(Files::isDirectory).sorted().toList();
        }
    }

    /** Jars whose classes run a script on a cluster. */
    Path runner() {
        return home.resolve("runner").resolve(RUNTIME).resolve("lib");
    }

    Path examples() {
        return home.resolve("examples");
    }

    /** The program that runs every process of Drey. */
    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }
}
