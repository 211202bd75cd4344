package io.drey.server.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.server.platform.JsonMappers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Reads every notebook of the corpus as its golden file says.
 *
 * <p>Run with {@code -Dgolden.update=true} to write the golden files anew.
 */
class TestNotebookCorpus {
    @ParameterizedTest(name = "{0}")
    @MethodSource("corpus")
    void readsAsTheGoldenFileSays(Path file) throws IOException {
        NotebookDocument document = NotebookDocument.parse(Files.readAllBytes(file));
        String path = String.valueOf(file.getFileName());
        String seen = JsonMappers.files().writeValueAsString(document.toNotebook(path)) + "\n";
        Path golden = file.resolveSibling(path.replace(NotebookDocument.SUFFIX, ".golden.json"));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, seen, StandardCharsets.UTF_8);
        }
        assertThat(seen).isEqualTo(Files.readString(golden, StandardCharsets.UTF_8));
    }

    static List<Path> corpus() {
        return TestingNotebooks.corpus();
    }
}
