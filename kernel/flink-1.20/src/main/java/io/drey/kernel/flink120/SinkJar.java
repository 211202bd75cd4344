package io.drey.kernel.flink120;

import io.drey.sink.ResultTableFactory;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** The jar of the result sink, which jobs on foreign clusters carry along. */
final class SinkJar {
    private SinkJar() {}

    static Path path() {
        try {
            return Path.of(
                    ResultTableFactory.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the result sink's jar cannot be found", e);
        }
    }
}
