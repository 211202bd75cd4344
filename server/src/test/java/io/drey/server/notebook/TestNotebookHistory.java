package io.drey.server.notebook;

import static io.drey.server.notebook.TestingNotebooks.replace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drey.model.BlockDiff;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.Notebook;
import io.drey.model.NotebookBlock;
import io.drey.model.NotebookCopy;
import io.drey.model.NotebookDiff;
import io.drey.model.NotebookEdit;
import io.drey.model.NotebookEdits;
import io.drey.model.NotebookMove;
import io.drey.model.NotebookRequest;
import io.drey.model.NotebookVersion;
import io.drey.model.NotebookVersion.Cause;
import io.drey.model.RestoredVersion;
import io.drey.model.TrashedNotebook;
import io.drey.server.platform.AtomicFiles;
import io.drey.server.platform.NamedThreads;
import io.drey.server.platform.TestingClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestNotebookHistory {
    private static final String TWO =
            "# Title\n\n```sql cell id=a\nSELECT 1;\n```\n\n```sql cell id=b\nSELECT 2;\n```\n";

    @TempDir Path data;

    private final ScheduledExecutorService timer = NamedThreads.scheduled("test", 1);
    private final TestingClock clock = new TestingClock();
    private boolean isFull;
    private NotebookService service;

    @BeforeEach
    void open() {
        service = service();
    }

    @AfterEach
    void close() {
        service.close();
        NamedThreads.close(timer);
    }

    @Test
    void editsInARowBecomeOneVersionWhenTheyPause() throws IOException {
        create("x");
        pause();
        for (int i = 0; i < 20; i++) {
            edit("x", "a", "SELECT 1" + i + ";");
            clock.advance(Duration.ofSeconds(2));
            service.keepPaused();
        }
        assertThat(objects()).hasSize(1);
        pause();
        assertThat(objects()).hasSize(2);
        assertThat(service.history().list("x").versions())
                .extracting(NotebookVersion::number, NotebookVersion::cause)
                .containsExactly(tuple(2L, Cause.EDITED), tuple(1L, Cause.CREATED));
        assertThat(service.history().get("x", 2).notebook()).isEqualTo(service.get("x"));
    }

    @Test
    void longEditingIsKeptInBetween() {
        create("x");
        for (int i = 0; i < 300; i++) {
            edit("x", "a", "SELECT 1" + i + ";");
            clock.advance(Duration.ofSeconds(2));
            service.keepPaused();
        }
        assertThat(service.history().list("x").versions()).hasSize(3);
    }

    @Test
    void aRunKeepsWhatItRuns() {
        create("x");
        edit("x", "a", "SELECT 10;");
        service.history().keepForRun("x.drey.md");
        service.history().keepForRun("x.drey.md");
        service.history().keepForRun("gone");
        edit("x", "a", "SELECT 11;");
        assertThat(causes("x")).containsExactly(Cause.EDITED, Cause.RUN, Cause.CREATED);
    }

    @Test
    void aChangeByAnotherProgramIsAVersionAndSoIsWhatItChanged() throws IOException {
        write("x.drey.md", TWO);
        service.get("x");
        write("x.drey.md", TWO.replace("1", "100"));
        service.get("x");
        edit("x", "b", "SELECT 20;");
        assertThat(causes("x")).containsExactly(Cause.EDITED, Cause.OUTSIDE, Cause.ORIGINAL);
        assertThat(new String(service.history().getSource("x", 1).bytes(), StandardCharsets.UTF_8))
                .isEqualTo(TWO);
        assertThat(text("x", 2, "a")).isEqualTo("SELECT 100;");
    }

    @Test
    void aChangeWhileTheServerWasAwayIsFound() throws IOException {
        create("x");
        edit("x", "a", "SELECT 3;");
        service.close();
        write("x.drey.md", TWO.replace("1", "100"));
        service = service();
        assertThat(causes("x")).containsExactly(Cause.FOUND, Cause.EDITED, Cause.CREATED);
    }

    @Test
    void readingKeepsNothing() throws IOException {
        write("x.drey.md", TWO);
        service.get("x");
        service.list();
        pause();
        assertThat(data.resolve("history")).doesNotExist();
    }

    @Test
    void twoWhoEditHaveOneHistory() {
        String base = create("x").version();
        service.edit("x", new NotebookEdits(base, List.of(replace("a", "SELECT 10;"))));
        pause();
        service.edit("x", new NotebookEdits(base, List.of(replace("b", "SELECT 20;"))));
        pause();
        assertThat(text("x", 3, "a")).isEqualTo("SELECT 10;");
        assertThat(text("x", 3, "b")).isEqualTo("SELECT 20;");
        assertThat(text("x", 2, "b")).isEqualTo("SELECT 2;");
    }

    @Test
    void aHistoryFollowsItsNotebook() {
        create("x");
        edit("x", "a", "SELECT 10;");
        service.move("x", new NotebookMove("team/y"));
        edit("team/y", "a", "SELECT 11;");
        pause();
        TrashedNotebook deleted = service.delete("team/y");
        create("team/y");
        Notebook back = service.trash().restore(deleted.id(), null);
        assertThat(back.path()).isEqualTo("team/y-2.drey.md");
        assertThat(causes("team/y-2")).containsExactly(Cause.EDITED, Cause.EDITED, Cause.CREATED);
        assertThat(causes("team/y")).containsExactly(Cause.CREATED);
    }

    @Test
    void aCopyStartsAnewAndSaysFromWhat() {
        create("x");
        edit("x", "a", "SELECT 10;");
        service.copy("x", new NotebookCopy(null));
        List<NotebookVersion> versions = service.history().list("x-2").versions();
        assertThat(versions).hasSize(1);
        assertThat(versions.get(0).cause()).isEqualTo(Cause.COPIED);
        assertThat(versions.get(0).copiedFrom()).isEqualTo("x.drey.md");
    }

    @Test
    void whatIsRemovedForGoodLeavesNoHistory() throws IOException {
        create("x");
        edit("x", "a", "SELECT 10;");
        service.trash().remove(service.delete("x").id());
        try (Stream<Path> left = Files.list(data.resolve("history"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aVersionIsRestoredAndThatIsUndone() {
        create("x");
        edit("x", "a", "SELECT 10;");
        edit("x", "b", "SELECT 20;");
        RestoredVersion restored = service.history().restore("x", 1, null);
        assertThat(TestingNotebooks.text(service.getSource("x"))).isEqualTo(TWO);
        assertThat(restored.notebook()).isEqualTo(service.get("x"));
        assertThat(service.history().list("x").versions().get(0).restoredFrom()).isEqualTo(1);
        service.history().restore("x", restored.replaced(), null);
        assertThat(block("x", "b").text()).isEqualTo("SELECT 20;");
        assertThat(causes("x"))
                .containsExactly(Cause.RESTORED, Cause.RESTORED, Cause.EDITED, Cause.CREATED);
    }

    @Test
    void oneCellIsRestoredAndTheRestStays() {
        create("x");
        edit("x", "a", "SELECT 10;");
        edit("x", "b", "SELECT 20;");
        service.history().restore("x", 1, "a");
        assertThat(block("x", "a").text()).isEqualTo("SELECT 1;");
        assertThat(block("x", "b").text()).isEqualTo("SELECT 20;");
    }

    @Test
    void aDeletedCellComesBackToItsPlaceWithItsAttributes() {
        String source = TWO.replace("id=a", "id=a mode=batch show=\"bar:x, y\"");
        service.create(new NotebookRequest("x", null, source));
        String version = service.get("x").version();
        service.edit("x", new NotebookEdits(version, List.of(TestingNotebooks.delete("a"))));
        service.history().list("x");
        service.history().restore("x", 1, "a");
        assertThat(TestingNotebooks.text(service.getSource("x"))).isEqualTo(source);
        assertFails(DreyErrorCode.BAD_REQUEST, () -> service.history().restore("x", 1, "unknown"));
        assertFails(DreyErrorCode.VERSION_NOT_FOUND, () -> service.history().get("x", 99));
    }

    @Test
    void comparesByCell() {
        create("x");
        NotebookEdit mode = TestingNotebooks.attributes("b", java.util.Map.of("mode", "batch"));
        service.edit(
                "x",
                new NotebookEdits(
                        service.get("x").version(),
                        List.of(
                                replace("a", "SELECT 1,\n  2;"),
                                mode,
                                TestingNotebooks.move("b", "~prose@"),
                                TestingNotebooks.insertCell("a", "SELECT 3;"))));
        long number = service.history().list("x").versions().get(0).number();
        NotebookDiff diff = service.history().diff("x", number, null);
        assertThat(diff.from().number()).isEqualTo(1);
        assertThat(diff.blocks())
                .extracting(BlockDiff::after, BlockDiff::change)
                .containsExactly(
                        tuple("~prose@", BlockDiff.Change.SAME),
                        tuple("b", BlockDiff.Change.CHANGED),
                        tuple("a", BlockDiff.Change.CHANGED),
                        tuple("new", BlockDiff.Change.ADDED));
        assertThat(diff.blocks()).filteredOn(BlockDiff::moved).hasSize(1);
        BlockDiff b = diff.blocks().get(1);
        assertThat(b.attributes()).hasSize(1);
        assertThat(b.lines()).isEmpty();
        NotebookVersion version = diff.to();
        assertThat(List.of(version.added(), version.changed(), version.moved()))
                .containsExactly(1, 2, 1);
        assertThat(service.history().diff("x", 1, null).blocks())
                .extracting(BlockDiff::change)
                .containsOnly(BlockDiff.Change.ADDED);
        assertThat(service.history().diff("x", 1, number).blocks())
                .extracting(BlockDiff::change)
                .contains(BlockDiff.Change.REMOVED);
    }

    @Test
    void aCrashWhileWritingTakesOnlyTheVersionThatWasWritten() throws IOException {
        create("x");
        edit("x", "a", "SELECT 10;");
        assertThat(causes("x")).hasSize(2);
        service.close();
        Path list = find("versions.jsonl");
        Files.writeString(list, "{\"number\":3,\"at\":\"2026-", StandardOpenOption.APPEND);
        Files.writeString(list.resolveSibling(".abc.gz1.tmp"), "half");
        service = service();
        edit("x", "a", "SELECT 11;");
        assertThat(service.history().list("x").versions())
                .extracting(NotebookVersion::number)
                .containsExactly(3L, 2L, 1L);
        assertThat(text("x", 3, "a")).isEqualTo("SELECT 11;");
    }

    @Test
    void aLostVersionSaysSoAndLeavesTheOthers() throws IOException {
        create("x");
        edit("x", "a", "SELECT 10;");
        String lost = service.history().list("x").versions().get(0).content();
        Files.writeString(find(lost + ".gz"), "damaged");
        assertFails(DreyErrorCode.NOTEBOOK_INACCESSIBLE, () -> service.history().get("x", 2));
        edit("x", "a", "SELECT 11;");
        assertThat(service.history().list("x").versions()).hasSize(3);
        assertThat(text("x", 1, "a")).isEqualTo("SELECT 1;");
    }

    @Test
    void aHistoryThatCannotBeWrittenHindersNoSave() throws IOException {
        Files.writeString(data.resolve("history"), "a file where a folder should be");
        create("x");
        edit("x", "a", "SELECT 10;");
        pause();
        assertThat(block("x", "a").text()).isEqualTo("SELECT 10;");
        assertFails(DreyErrorCode.NOTEBOOK_INACCESSIBLE, () -> service.history().list("x"));
        Files.delete(data.resolve("history"));
        pause();
        assertThat(causes("x")).containsExactly(Cause.EDITED);
    }

    @Test
    void nothingIsRestoredOverAStateThatCannotBeKept() {
        create("x");
        edit("x", "a", "SELECT 10;");
        pause();
        isFull = true;
        edit("x", "a", "SELECT 11;");
        assertFails(
                DreyErrorCode.NOTEBOOK_INACCESSIBLE, () -> service.history().restore("x", 1, null));
        assertThat(block("x", "a").text()).isEqualTo("SELECT 11;");
        isFull = false;
        RestoredVersion restored = service.history().restore("x", 1, null);
        assertThat(text("x", restored.replaced(), "a")).isEqualTo("SELECT 11;");
    }

    @Test
    void aNotebookThatComesToAPathGoesOnWithTheHistoryThatWaitsThere() throws IOException {
        create("x");
        edit("x", "a", "SELECT 10;");
        pause();
        Files.delete(data.resolve("notebooks").resolve("x.drey.md"));
        create("y");
        edit("y", "a", "SELECT 20;");
        service.history().restore("y", 1, null);
        service.move("y", new NotebookMove("x"));
        List<NotebookVersion> versions = service.history().list("x").versions();
        assertThat(versions)
                .extracting(NotebookVersion::number, NotebookVersion::cause)
                .containsExactly(
                        tuple(5L, Cause.RESTORED),
                        tuple(4L, Cause.EDITED),
                        tuple(3L, Cause.CREATED),
                        tuple(2L, Cause.EDITED),
                        tuple(1L, Cause.CREATED));
        assertThat(versions.get(0).restoredFrom()).isEqualTo(3);
        assertThat(text("x", 2, "a")).isEqualTo("SELECT 10;");
        assertThat(text("x", 4, "a")).isEqualTo("SELECT 20;");
        create("y");
        assertThat(causes("y")).containsExactly(Cause.CREATED);
    }

    @Test
    void oldVersionsAreThinnedOut() {
        create("x");
        for (int i = 0; i < 500; i++) {
            edit("x", "a", "SELECT " + i + ", 'old';");
            clock.advance(Duration.ofMinutes(10));
            service.keepPaused();
        }
        long start = System.nanoTime();
        List<NotebookVersion> versions = service.history().list("x").versions();
        long millis = (System.nanoTime() - start) / 1_000_000;
        // 144 of the last day, and one of each of the 59 hours before.
        assertThat(versions.size()).isBetween(200, 210);
        assertThat(versions.get(0).number()).isEqualTo(501);
        assertThat(versions.get(versions.size() - 1).changed()).isLessThanOrEqualTo(1);
        assertThat(millis).isLessThan(500);
    }

    @Test
    void fiveHundredVersionsStayFast() throws IOException {
        create("x");
        for (int i = 0; i < 500; i++) {
            edit("x", "a", "SELECT " + i + ", 'new';");
            service.history().keepForRun("x");
        }
        long start = System.nanoTime();
        assertThat(service.history().list("x").versions()).hasSize(501);
        assertThat(service.history().diff("x", 250, null).blocks()).hasSize(3);
        long millis = (System.nanoTime() - start) / 1_000_000;
        assertThat(millis).isLessThan(500);
        try (Stream<Path> files = Files.walk(data.resolve("history"))) {
            long bytes =
                    files.filter(Files::isRegularFile).mapToLong(f -> f.toFile().length()).sum();
            assertThat(bytes).isLessThan(500_000);
        }
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    private Notebook create(String path) {
        return service.create(new NotebookRequest(path, null, TWO));
    }

    private void edit(String path, String key, String text) {
        String version = service.get(path).version();
        service.edit(path, new NotebookEdits(version, List.of(replace(key, text))));
    }

    private void pause() {
        clock.advance(Duration.ofMinutes(1));
        service.keepPaused();
    }

    private List<Cause> causes(String path) {
        return service.history().list(path).versions().stream()
                .map(NotebookVersion::cause)
                .toList();
    }

    private NotebookBlock block(String path, String key) {
        return TestingNotebooks.block(service.getSource(path), key);
    }

    private String text(String path, long version, String key) {
        return TestingNotebooks.block(service.history().getSource(path, version), key).text();
    }

    private List<Path> objects() throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve("history"))) {
            return files.filter(file -> file.toString().endsWith(".gz")).toList();
        }
    }

    private Path find(String name) throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve("history"))) {
            return files.filter(file -> file.endsWith(name)).findFirst().orElseThrow();
        }
    }

    private NotebookService service() {
        return new NotebookService(
                data, this::write, HistoryRules.defaults(), clock, timer, path -> 0);
    }

    private void write(Path file, byte[] bytes) throws IOException {
        if (isFull && file.toString().endsWith(".gz")) {
            throw new IOException("No space left on device");
        }
        AtomicFiles.write(file, bytes);
    }

    private Path write(String path, String content) throws IOException {
        Path file = data.resolve("notebooks").resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private static void assertFails(
            DreyErrorCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DreyException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
