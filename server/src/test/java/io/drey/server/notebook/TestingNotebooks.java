package io.drey.server.notebook;

import io.drey.model.NotebookBlock;
import io.drey.model.NotebookEdit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Notebooks and edits for tests. */
final class TestingNotebooks {
    static final Path CORPUS = Path.of("src/test/resources/notebooks");

    private static final List<String> PIECES =
            List.of(
                    "---\n",
                    "drey: 1\n",
                    "title: Ä\n",
                    "...\n",
                    "# Heading\n",
                    "Some text\n",
                    "\n",
                    "\n",
                    "  \t\n",
                    "```sql cell id=a\n",
                    "```sql cell\n",
                    "```sql cell id=b mode=batch show=\"bar:x, y\"\n",
                    "~~~~python cell id=p\n",
                    "```java\n",
                    "````sql cell id=long\n",
                    "```\n",
                    "````\n",
                    "~~~~\n",
                    "   ```sql cell id=in\n",
                    "- ```sh\n",
                    "> ```sql cell\n",
                    "SELECT 1;\n",
                    "   ```\n",
                    "<<<<<<< HEAD\n",
                    "=======\n",
                    ">>>>>>> other\n",
                    "<!-- -->\n",
                    "<!-- open\n",
                    "-->\n",
                    "crlf\r\n",
                    "```sql cell id=w\r\n",
                    "```\r\n",
                    "old mac\r",
                    "```sql cell id=\"quoted\\\"\n",
                    "no line end");

    private TestingNotebooks() {}

    static NotebookDocument parse(String text) {
        return NotebookDocument.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    static String text(NotebookDocument document) {
        return new String(document.bytes(), StandardCharsets.UTF_8);
    }

    static NotebookBlock block(NotebookDocument document, String key) {
        return document.blocks().stream()
                .filter(block -> block.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new AssertionError(key + " in " + document.blocks()));
    }

    static NotebookEdit replace(String key, String text) {
        return new NotebookEdit(NotebookEdit.Op.REPLACE, key, null, null, null, null, text);
    }

    static NotebookEdit insertCell(@Nullable String after, String text) {
        return new NotebookEdit(
                NotebookEdit.Op.INSERT,
                null,
                after,
                NotebookBlock.Kind.CELL,
                "sql",
                Map.of("id", "new"),
                text);
    }

    static NotebookEdit insertProse(@Nullable String after, String text) {
        return new NotebookEdit(
                NotebookEdit.Op.INSERT, null, after, NotebookBlock.Kind.PROSE, null, null, text);
    }

    static NotebookEdit delete(String key) {
        return new NotebookEdit(NotebookEdit.Op.DELETE, key, null, null, null, null, null);
    }

    static NotebookEdit move(String key, @Nullable String after) {
        return new NotebookEdit(NotebookEdit.Op.MOVE, key, after, null, null, null, null);
    }

    static NotebookEdit attributes(String key, Map<String, String> attributes) {
        return new NotebookEdit(
                NotebookEdit.Op.ATTRIBUTES, key, null, null, null, attributes, null);
    }

    static List<Path> corpus() {
        try (Stream<Path> files = Files.list(CORPUS)) {
            return files.filter(file -> file.toString().endsWith(NotebookDocument.SUFFIX))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes that look like a notebook gone wrong. */
    static byte[] junk(Random random) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (random.nextInt(8) == 0) {
            bytes.writeBytes(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        }
        int pieces = random.nextInt(25);
        for (int i = 0; i < pieces; i++) {
            int kind = random.nextInt(40);
            if (kind == 0) {
                byte[] noise = new byte[random.nextInt(6)];
                random.nextBytes(noise);
                bytes.writeBytes(noise);
            } else {
                String piece = PIECES.get(random.nextInt(PIECES.size()));
                bytes.writeBytes(piece.getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
