package io.drey.cli;

import static java.util.Objects.requireNonNull;

import io.drey.cli.LogsCommand.LogSource;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A log read from the disk, for when the server is not up. */
final class LogFile implements LogSource {
    private static final int MOST_BYTES = 1 << 20;

    private final Path path;

    private LogFile(Path path) {
        this.path = requireNonNull(path, "path");
    }

    /** Opens it; where there is none the server's absence is what matters. */
    static LogFile of(Path path, DreyException absence) {
        if (!Files.isRegularFile(path)) {
            throw absence;
        }
        return new LogFile(path);
    }

    @Override
    public String tail(int lines) {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            long from = Math.max(0, file.length() - MOST_BYTES);
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            List<String> all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            List<String> last = all.subList(Math.max(0, all.size() - lines), all.size());
            return last.isEmpty() ? "" : String.join("\n", last) + "\n";
        } catch (IOException e) {
            throw new DreyException(DreyErrorCode.FILE_NOT_FOUND, path + ": cannot be read", e);
        }
    }
}
