package io.drey.server.artifact;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;

/**
 * What a script needs to run by itself.
 *
 * @param script as it is run
 * @param libraries jars that it needs and the cluster has not got, such as connectors
 */
public record Bundle(String script, List<Library> libraries) {
    public Bundle {
        requireNonNull(script, "script");
        libraries = List.copyOf(libraries);
    }

    /**
     * A jar.
     *
     * @param name of its own within the bundle, ending in {@code .jar}
     */
    public record Library(String name, Path file) {
        public Library {
            requireNonNull(file, "file");
            if (!name.matches("[^/\\\\]+\\.jar")) {
                throw new IllegalArgumentException(
                        "library: " + name + " (expected: the name of a file that ends in .jar)");
            }
        }
    }
}
