package io.drey.cli;

import io.drey.cli.server.DataDir;
import io.drey.cli.shell.Environment;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which data directory a command works on. Confined to the command's thread. */
final class DataDirOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data directory (default: $$DREY_DATA or ~/.drey).")
    private @Nullable Path data;

    DataDir choose(Environment environment) {
        return DataDir.choose(data, environment);
    }
}
