package io.drey.kernel.flink120;

import io.drey.sink.ResultTableFactory;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The jar of the result sink, which jobs on foreign clusters carry along. */
final class SinkJar {
    private SinkJar() {}

    /** The jar; empty where the sink runs from a folder of classes, which no job can carry. */
    static Optional<Path> find() {
        Path path;
        try {
            path =
                    Path.of(
                            ResultTableFactory.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the result sink's jar cannot be found", e);
        }
        return Optional.of(path).filter(Files::isRegularFile);
    }
}
