package io.drey.server.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.Notebook;
import io.drey.model.NotebookBlock;
import io.drey.model.NotebookEdits;
import io.drey.model.TutorialInfo;
import io.drey.server.platform.NamedThreads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestTutorialService {
    private static final Path SHIPPED = Path.of("../examples");

    @TempDir Path data;

    private final ScheduledExecutorService timer = NamedThreads.scheduled("test", 1);
    private NotebookService notebooks;

    @BeforeEach
    void open() {
        notebooks =
                new NotebookService(
                        data, HistoryRules.defaults(), Clock.systemUTC(), timer, path -> 0);
    }

    @AfterEach
    void close() {
        notebooks.close();
        NamedThreads.close(timer);
    }

    @Test
    void listsTheTutorialsInTheirOrder() {
        assertThat(tutorials(SHIPPED).list())
                .extracting(TutorialInfo::name)
                .containsExactly("01-flights", "02-live");
        assertThat(tutorials(SHIPPED).list().get(0).title()).isEqualTo("Three million flights");
    }

    @Test
    void everyShippedTutorialIsSound() {
        for (TutorialInfo tutorial : tutorials(SHIPPED).list()) {
            Notebook notebook = tutorials(SHIPPED).open(tutorial.name());
            assertThat(notebook.warnings()).isEmpty();
            assertThat(notebook.damaged()).isFalse();
            assertThat(notebook.blocks())
                    .filteredOn(block -> block.kind() == NotebookBlock.Kind.CELL)
                    .allSatisfy(
                            cell -> {
                                assertThat(cell.attributes()).containsKey("mode");
                                assertThat(cell.text()).doesNotContain("${");
                            });
            assertThat(tutorial.summary()).isNotEmpty();
        }
    }

    @Test
    void aTutorialIsOpenedAsANotebookThatKeepsItsChanges() throws IOException {
        Path examples = data.resolve("it's here");
        Files.createDirectories(examples.resolve("tutorials"));
        Files.writeString(
                examples.resolve("tutorials/one.drey.md"),
                "```sql cell id=a\n'path' = '${examples}/data', '${output}/x'\n```\n");
        TutorialService tutorials = tutorials(examples);
        Notebook opened = tutorials.open("one");
        assertThat(opened.path()).isEqualTo("tutorials/one.drey.md");
        assertThat(opened.blocks().get(0).text())
                .isEqualTo(
                        "'path' = '"
                                + data.toAbsolutePath()
                                + "/it''s here/data', '"
                                + data.toAbsolutePath()
                                + "/output/one/x'");
        assertThat(data.resolve("output/one")).isDirectory();
        NotebookEdits edits =
                new NotebookEdits(
                        opened.version(), List.of(TestingNotebooks.replace("a", "SELECT 1;")));
        Notebook edited = notebooks.edit(opened.path(), edits);
        assertThat(tutorials.open("one")).isEqualTo(edited);
    }

    @Test
    void onlyTutorialsCanBeOpened() {
        for (String name : List.of("none", "../01-flights", "", "01-flights.drey.md")) {
            assertThatThrownBy(() -> tutorials(SHIPPED).open(name))
                    .isInstanceOfSatisfying(
                            DreyException.class,
                            e -> assertThat(e.code()).isEqualTo(DreyErrorCode.NOT_FOUND));
        }
    }

    @Test
    void withoutExamplesThereAreNoTutorials() {
        assertThat(tutorials(data.resolve("nothing")).list()).isEmpty();
    }

    private TutorialService tutorials(Path examples) {
        return new TutorialService(examples, data.resolve("output"), notebooks);
    }
}
