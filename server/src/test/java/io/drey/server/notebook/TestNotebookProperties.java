package io.drey.server.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.model.NotebookBlock;
import io.drey.model.NotebookEdit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What must hold for every sequence of bytes. */
class TestNotebookProperties {
    private static final int ROUNDS = 4_000;
    private static final List<String> TEXTS =
            List.of(
                    "",
                    "SELECT 2;",
                    "SELECT 1;\nSELECT 3;\n",
                    "```sql\nfenced\n```",
                    "````\nopen",
                    "~~~~~~",
                    "a --> b",
                    "# Other\n\ntext ä\r\nmore",
                    "   ```",
                    "```sql cell id=a\nx");

    @Test
    void keepsEveryByteOfJunk() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            byte[] junk = TestingNotebooks.junk(new Random(seed));
            assertLossFree(junk, "seed " + seed);
        }
    }

    @Test
    void keepsEveryByteOfNoise() {
        Random random = new Random(7);
        byte[] few = "`~-#: \n\r<>=\u00c3\u00a4cell".getBytes(StandardCharsets.ISO_8859_1);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] noise = new byte[random.nextInt(120)];
            for (int i = 0; i < noise.length; i++) {
                noise[i] = few[random.nextInt(few.length)];
            }
            assertLossFree(noise, "round " + round);
        }
    }

    @Test
    void keepsEveryByteOfEveryTruncationOfTheCorpus() throws IOException {
        for (Path file : TestingNotebooks.corpus()) {
            byte[] whole = Files.readAllBytes(file);
            for (int length = 0; length <= whole.length; length++) {
                assertLossFree(Arrays.copyOf(whole, length), file + " cut at " + length);
            }
        }
    }

    @Test
    void keysAreUnique() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            NotebookDocument document = document(seed);
            List<String> keys = document.blocks().stream().map(NotebookBlock::key).toList();
            assertThat(new HashSet<>(keys)).as("seed %d", seed).hasSameSizeAs(keys);
        }
    }

    @Test
    void replacingChangesOnlyTheBytesOfItsBlock() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            NotebookDocument before = document(seed);
            Random random = new Random(seed);
            if (before.blocks().isEmpty()) {
                continue;
            }
            NotebookBlock block = pick(before.blocks(), random);
            String text = pick(TEXTS, random);
            if (block.kind() == NotebookBlock.Kind.FRONT_MATTER) {
                text = "title: other";
            }
            if (block.kind() == NotebookBlock.Kind.DAMAGED && text.isEmpty()) {
                // Counts as deleting it, with the blank lines around.
                continue;
            }
            NotebookDocument after =
                    before.apply(List.of(TestingNotebooks.replace(block.key(), text)));
            String story =
                    "seed "
                            + seed
                            + " block "
                            + block.key()
                            + " text "
                            + text
                            + "\n"
                            + raw(before)
                            + "\nAFTER\n"
                            + raw(after);
            int index = before.keys().indexOf(block.key());
            List<Part> front = before.parts().subList(0, index);
            // What was left open before the block is closed where the edit would let it reach on.
            if (before.warnings().stream().noneMatch(why -> why.contains("not closed"))) {
                assertThat(raw(after)).as(story).startsWith(rawOf(front));
            }
            String behind = rawOf(before.parts().subList(index + 1, before.parts().size()));
            assertThat(raw(after)).as(story).endsWith(behind);
            if (block.kind() == NotebookBlock.Kind.CELL) {
                NotebookBlock edited = TestingNotebooks.block(after, block.key());
                assertThat(edited.text()).as(story).isEqualTo(text.replace("\r\n", "\n"));
                assertThat(edited.attributes()).as(story).isEqualTo(block.attributes());
            }
            assertThat(cells(after)).as(story).containsAll(cellsBut(before, block.key()));
        }
    }

    @Test
    void replacingWithTheSameTextChangesNothing() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            NotebookDocument before = document(seed);
            List<NotebookEdit> edits = new ArrayList<>();
            before.blocks()
                    .forEach(
                            block ->
                                    edits.add(TestingNotebooks.replace(block.key(), block.text())));
            assertThat(before.apply(edits).bytes()).as("seed %d", seed).isEqualTo(before.bytes());
        }
    }

    @Test
    void insertingDeletingAndMovingKeepEveryOtherCell() {
        for (int seed = 0; seed < ROUNDS; seed++) {
            NotebookDocument before = document(seed);
            Random random = new Random(seed);
            List<NotebookBlock> blocks = before.blocks();
            NotebookEdit edit = randomEdit(blocks, random);
            NotebookDocument after = before.apply(List.of(edit));
            String story = "seed " + seed + " edit " + edit + "\n" + raw(before);
            String deleted = edit.op() == NotebookEdit.Op.DELETE ? edit.key() : null;
            List<String> cells = cellsBut(before, deleted);
            List<String> left = cells(after);
            assertThat(left).as(story).containsAll(cells);
            if (edit.op() != NotebookEdit.Op.INSERT) {
                continue;
            }
            String kept = raw(after).replaceAll("[\r\n]", "");
            assertThat(kept).as(story).contains(("" + edit.text()).replaceAll("[\r\n]", ""));
        }
    }

    private static NotebookEdit randomEdit(List<NotebookBlock> blocks, Random random) {
        List<NotebookBlock> movable =
                blocks.stream()
                        .filter(block -> block.kind() != NotebookBlock.Kind.FRONT_MATTER)
                        .toList();
        String after =
                blocks.isEmpty() || random.nextInt(4) == 0 ? null : pick(blocks, random).key();
        int kind = movable.isEmpty() ? random.nextInt(2) : random.nextInt(4);
        return switch (kind) {
            case 0 -> TestingNotebooks.insertCell(after, "new --> cell\n```\n");
            case 1 -> TestingNotebooks.insertProse(after, "new text");
            case 2 -> TestingNotebooks.delete(pick(movable, random).key());
            default -> TestingNotebooks.move(pick(movable, random).key(), after);
        };
    }

    private static List<String> cells(NotebookDocument document) {
        return cellsBut(document, null);
    }

    private static List<String> cellsBut(NotebookDocument document, @Nullable String key) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < document.parts().size(); i++) {
            Part part = document.parts().get(i);
            if (part.kind() == Part.Kind.CELL && !document.keys().get(i).equals(key)) {
                cells.add(part.raw().stripTrailing());
            }
        }
        return cells;
    }

    private static void assertLossFree(byte[] bytes, String story) {
        NotebookDocument document = NotebookDocument.parse(bytes);
        assertThat(rawOf(document.parts())).as(story).isEqualTo(RawText.ofBytes(bytes));
        assertThat(document.apply(List.of()).bytes()).as(story).isEqualTo(bytes);
        assertThat(RawText.encode(RawText.decode(RawText.ofBytes(bytes))))
                .as(story)
                .isEqualTo(RawText.ofBytes(bytes));
    }

    private static NotebookDocument document(int seed) {
        return NotebookDocument.parse(TestingNotebooks.junk(new Random(seed)));
    }

    private static <T> T pick(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    private static String raw(NotebookDocument document) {
        return RawText.ofBytes(document.bytes());
    }

    private static String rawOf(List<Part> parts) {
        StringBuilder raw = new StringBuilder();
        parts.forEach(part -> raw.append(part.raw()));
        return raw.toString();
    }
}
