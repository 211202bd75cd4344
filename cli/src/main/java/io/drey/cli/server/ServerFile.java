package io.drey.cli.server;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a running server writes about itself into its data directory.
 *
 * @param url where browsers find it
 * @param local where processes of this machine find it, without TLS; null for an older server
 */
public record ServerFile(
        long pid, URI url, @Nullable URI local, Instant startedAt, String version) {
    private static final long CLOCK_SLACK_SECONDS = 5;

    /** Where the command line reaches it. */
    public URI nearest() {
        return local == null ? url : local;
    }

    /** Reads the file; empty where there is none or it is not whole yet. */
    static Optional<ServerFile> read(DataDir data) {
        return DataDir.read(data.serverFile()).flatMap(ServerFile::parse);
    }

    /** The server's process, unless it is gone. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(Exits::isAlive).filter(this::isSame);
    }

    /** A later process may have been given the same number; it cannot have started earlier. */
    private boolean isSame(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(start -> !start.isAfter(startedAt.plusSeconds(CLOCK_SLACK_SECONDS)))
                .orElse(true);
    }

    private static Optional<ServerFile> parse(String text) {
        JsonMapper mapper =
                JsonMapper.builder()
                        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .build();
        try {
            ServerFile file = mapper.readValue(text, ServerFile.class);
            return file == null || file.url() == null || file.startedAt() == null
                    ? Optional.empty()
                    : Optional.of(file);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
