package io.drey.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds the distribution that the build has put together. */
final class TestingDistribution {
    private TestingDistribution() {}

    /** {@code dist/target/drey} of this working copy. */
    static Path home() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null) {
            Path home = folder.resolve("dist/target/drey");
            if (Files.isDirectory(home.resolve("runtime/1.20/lib"))) {
                return home;
            }
            folder = folder.getParent();
        }
        throw new IllegalStateException(
                "dist/target/drey is missing (expected: ./drey build before)");
    }

    static Path runtime() {
        return home().resolve("runtime/1.20");
    }

    static List<Path> packs() {
        Path packs = home().resolve("packs/1.20");
        return List.of(packs.resolve("jdbc"), packs.resolve("kafka"));
    }

    static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }
}
