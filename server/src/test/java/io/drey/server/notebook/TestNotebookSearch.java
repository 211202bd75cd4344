package io.drey.server.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drey.model.DreyException;
import io.drey.model.NotebookBlock;
import io.drey.model.NotebookHit;
import io.drey.model.NotebookHits;
import io.drey.server.platform.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestNotebookSearch {
    private static final Instant T0 = Instant.parse("2026-11-23T08:00:00Z");

    @TempDir Path folder;
    private NotebookSearch search;

    @BeforeEach
    void open() {
        NotebookFiles files = new NotebookFiles(folder, AtomicFiles::write);
        search = new NotebookSearch(files, new NotebookListing(files, path -> 0));
    }

    @Test
    void namesTheCellTheLineAndThePlace() throws IOException {
        write("a/x", "# Delays\n\n```sql cell id=by_day\nSELECT 1,\n  Carrier FROM f\n```\n", T0);
        assertThat(search.search(" cARRIER ", 10))
                .isEqualTo(
                        new NotebookHits(
                                List.of(
                                        new NotebookHit(
                                                "a/x.drey.md",
                                                "Delays",
                                                "by_day",
                                                "by_day",
                                                NotebookBlock.Kind.CELL,
                                                2,
                                                "  Carrier FROM f",
                                                2,
                                                9)),
                                false));
    }

    @Test
    void findsTextOfEveryKindInWhatWasChangedLastFirst() throws IOException {
        write("old", "---\ntitle: delta\n---\nsome prose\n", T0);
        write(
                "new",
                "A line of Delta\n\n```sql cell id=a\nSELECT 'DELTA'\n```\n",
                T0.plusSeconds(9));
        assertThat(search.search("delta", 10).hits())
                .extracting(NotebookHit::path, NotebookHit::kind, NotebookHit::cell)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "new.drey.md", NotebookBlock.Kind.PROSE, null),
                        org.assertj.core.groups.Tuple.tuple(
                                "new.drey.md", NotebookBlock.Kind.CELL, "a"),
                        org.assertj.core.groups.Tuple.tuple(
                                "old.drey.md", NotebookBlock.Kind.FRONT_MATTER, null));
        assertThat(search.search("epsilon", 10).hits()).isEmpty();
    }

    @Test
    void seesWhatOtherProgramsChange() throws IOException {
        write("x", "one", T0);
        assertThat(search.search("one", 10).hits()).hasSize(1);
        write("x", "two", T0.plusSeconds(1));
        assertThat(search.search("one", 10).hits()).isEmpty();
        assertThat(search.search("two", 10).hits()).hasSize(1);
        Files.delete(folder.resolve("x.drey.md"));
        assertThat(search.search("two", 10).hits()).isEmpty();
    }

    @Test
    void saysWhenThereIsMore() throws IOException {
        for (int i = 0; i < 4; i++) {
            write("n" + i, "many\n".repeat(30), T0.plusSeconds(i));
        }
        assertThat(search.search("many", 100).hits()).hasSize(40);
        NotebookHits some = search.search("many", 15);
        assertThat(some.hits()).hasSize(15);
        assertThat(some.isTruncated()).isTrue();
    }

    @Test
    void cutsLongLinesAroundTheHitButNoCharacterInTwo() throws IOException {
        write("x", "😀".repeat(500) + "NEEDLE" + "😀".repeat(500), T0);
        NotebookHit hit = search.search("needle", 10).hits().get(0);
        assertThat(hit.excerpt().length()).isLessThan(170);
        assertThat(hit.excerpt().substring(hit.from(), hit.to())).isEqualTo("NEEDLE");
        assertThat(hit.excerpt()).startsWith("…😀").endsWith("😀…");
    }

    @Test
    void findsLettersOfOtherAlphabetsWhateverTheirCase() throws IOException {
        write("x", "İstanbul ΣΊΣΥΦΟΣ straße", T0);
        assertThat(search.search("σίσυφος", 10).hits()).hasSize(1);
        assertThat(search.search("STANBUL", 10).hits().get(0).from()).isEqualTo(1);
        assertThat(search.search("straße", 10).hits()).hasSize(1);
    }

    @Test
    void refusesWhatIsNoText() {
        for (String text : List.of("", "  ", "x".repeat(201))) {
            assertThatThrownBy(() -> search.search(text, 10)).isInstanceOf(DreyException.class);
        }
    }

    @Test
    void isFastOverThousandsOfNotebooks() throws IOException {
        String cells =
                IntStream.range(0, 40)
                        .mapToObj(i -> "```sql cell id=c" + i + "\nSELECT c" + i + " FROM t\n```\n")
                        .reduce("# Title\n", String::concat);
        for (int i = 0; i < 3_000; i++) {
            write("f" + i % 50 + "/n" + i, cells + (i == 1_234 ? "the needle\n" : ""), T0);
        }
        assertThat(search.search("needle", 10).hits()).hasSize(1);
        long start = System.nanoTime();
        assertThat(search.search("the needle", 10).hits()).hasSize(1);
        long millis = (System.nanoTime() - start) / 1_000_000;
        System.out.println("search of 3000 notebooks: " + millis + " ms");
        // Far more than it takes: only something that reads all files again is slower.
        assertThat(millis).isLessThan(3_000);
    }

    private void write(String path, String content, Instant at) throws IOException {
        Path file = folder.resolve(path + ".drey.md");
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        Files.setLastModifiedTime(file, FileTime.from(at));
    }
}
