package io.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files stay small enough to be read at one sitting. */
class TestSizeBudget {
    private static final int MOST = 600;
    private static final int MEDIAN = 75;
    private static final int NINE_OF_TEN = 260;

    @Test
    void handWrittenSourcesKeepTheBudget() throws IOException {
        Map<Path, Integer> sizes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of(".."), 20)) {
            for (Path file : files.filter(TestSizeBudget::isSource).toList()) {
                sizes.put(file, Files.readAllLines(file).size());
            }
        }
        assertThat(sizes).isNotEmpty();
        assertThat(sizes.entrySet()).filteredOn(e -> e.getValue() > MOST).isEmpty();
        List<Integer> sorted = sizes.values().stream().sorted().toList();
        assertThat(sorted.get(sorted.size() / 2)).as("median").isLessThanOrEqualTo(MEDIAN);
        assertThat(sorted.get(sorted.size() * 9 / 10))
                .as("nine of ten")
                .isLessThanOrEqualTo(NINE_OF_TEN);
    }

    private static boolean isSource(Path file) {
        String path = file.toString();
        boolean isHandWritten =
                path.contains("/src/")
                        && !path.contains("/target/")
                        && !path.contains("/generated/")
                        && !path.contains("node_modules");
        return isHandWritten && path.matches(".*\\.(java|ts|tsx|py)") && Files.isRegularFile(file);
    }
}
