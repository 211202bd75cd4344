package io.drey.server.result;

import io.drey.model.ResultInfo;
import io.drey.server.platform.AtomicFiles;
import io.drey.server.platform.JsonMappers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;

/**
 * What stands beside a result's log.
 *
 * @param info as of the last change of state; its counts may be behind the log's
 * @param tokenHash SHA-256 of the token that sinks show
 */
record ResultRecord(ResultInfo info, String tokenHash, long limit) {
    private static final String FILE = "meta.json";

    static ResultRecord read(Path directory) throws IOException {
        byte[] json = Files.readAllBytes(directory.resolve(FILE));
        try {
            return JsonMappers.files().readValue(json, ResultRecord.class);
        } catch (JacksonException e) {
            throw new IOException(FILE + ": " + e.getOriginalMessage(), e);
        }
    }

    static boolean isIn(Path directory) {
        return Files.exists(directory.resolve(FILE));
    }

    static void delete(Path directory) throws IOException {
        Files.deleteIfExists(directory.resolve(FILE));
    }

    void write(Path directory) throws IOException {
        AtomicFiles.write(directory.resolve(FILE), JsonMappers.files().writeValueAsBytes(this));
    }

    ResultRecord with(ResultInfo newer) {
        return new ResultRecord(newer, tokenHash, limit);
    }
}
