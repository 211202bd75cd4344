package io.drey.server.platform;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the end of a log without reading its beginning. */
public final class LogTail {
    private static final int MAX_BYTES = 4 << 20;

    private LogTail() {}

    /** The last lines of a file, at most 4 MiB of them; empty when there is no such file. */
    public static String read(Path file, int lines) {
        if (!Files.exists(file)) {
            return "";
        }
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[(int) Math.min(in.length(), MAX_BYTES)];
            in.seek(in.length() - bytes.length);
            in.readFully(bytes);
            int start = bytes.length;
            // The newline that ends the last line does not count.
            for (int left = lines; start > 0; start--) {
                boolean endsALine = bytes[start - 1] == '\n' && start < bytes.length;
                if (endsALine && --left == 0) {
                    break;
                }
            }
            return new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
