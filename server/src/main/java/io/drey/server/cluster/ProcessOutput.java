package io.drey.server.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What a process writes on standard output and error, where earlier ones have written before.
 *
 * @param start how many bytes of the file are those of earlier ones
 */
record ProcessOutput(Path file, long start) {
    private static final Pattern DEATH = Pattern.compile("Terminating|Error|Exception|fatal");
    private static final int LONGEST = 200;

    /** What is written from now on. */
    static ProcessOutput from(Path file) {
        return new ProcessOutput(file, file.toFile().length());
    }

    /** What was said of the end; empty if nothing was. */
    String lastWords() {
        try (InputStream in = Files.newInputStream(file)) {
            // A file that got too long is put aside when the process is started.
            in.skipNBytes(start > Files.size(file) ? 0 : start);
            String last =
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                            .lines()
                            .filter(DEATH.asPredicate())
                            .reduce((a, b) -> b)
                            .orElse("")
                            .strip();
            return last.length() > LONGEST ? last.substring(0, LONGEST) : last;
        } catch (IOException | UncheckedIOException e) {
            return "";
        }
    }
}
