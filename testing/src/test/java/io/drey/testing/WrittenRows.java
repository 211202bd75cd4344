package io.drey.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** What a job with Flink's file sink has written, as readers see it. */
final class WrittenRows {
    private WrittenRows() {}

    /** The numbers of all files that are complete, sorted; files in progress begin with a dot. */
    static List<Long> numbersIn(Path folder) throws IOException {
        List<Long> rows = new ArrayList<>();
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                if (!file.getFileName().toString().startsWith(".")) {
                    Files.readAllLines(file).forEach(line -> rows.add(Long.valueOf(line)));
                }
            }
        }
        Collections.sort(rows);
        return rows;
    }
}
