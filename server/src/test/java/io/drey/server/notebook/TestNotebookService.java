package io.drey.server.notebook;

import static io.drey.server.notebook.TestingNotebooks.replace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.Notebook;
import io.drey.model.NotebookBlock;
import io.drey.model.NotebookCopy;
import io.drey.model.NotebookEdits;
import io.drey.model.NotebookMove;
import io.drey.model.NotebookRequest;
import io.drey.model.NotebookSummary;
import io.drey.model.TrashedNotebook;
import io.drey.server.platform.NamedThreads;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestNotebookService {
    private static final Instant T0 = Instant.parse("2026-11-23T08:00:00Z");
    private static final String CELL = "```sql cell id=a\nSELECT 1;\n```\n";

    @TempDir Path data;

    private final ScheduledExecutorService timer = NamedThreads.scheduled("test", 1);
    private Path folder;
    private NotebookService service;

    @BeforeEach
    void open() throws IOException {
        folder = Files.createDirectories(data.resolve("notebooks"));
        service = service();
    }

    @AfterEach
    void close() {
        service.close();
        NamedThreads.close(timer);
    }

    @Test
    void createsNotebooksOfATitleUnderNamesOfTheirOwn() {
        Notebook first = service.create(new NotebookRequest(null, "My flights", null));
        Notebook second = service.create(new NotebookRequest(null, "My flights", null));
        assertThat(first.path()).isEqualTo("my-flights.drey.md");
        assertThat(second.path()).isEqualTo("my-flights-2.drey.md");
        assertThat(first.title()).isEqualTo("My flights");
        assertThat(service.get("my-flights")).isEqualTo(first);
    }

    @Test
    void aGivenPathIsNotTakenTwice() {
        service.create(new NotebookRequest("team/x", null, CELL));
        assertFails(
                DreyErrorCode.NOTEBOOK_EXISTS,
                () -> service.create(new NotebookRequest("team/x.drey.md", null, null)));
        assertThat(service.getSource("team/x").bytes()).asString().isEqualTo(CELL);
    }

    @Test
    void aNotebookCannotBeAFolder() {
        service.create(new NotebookRequest("x", null, CELL));
        assertFails(
                DreyErrorCode.NOTEBOOK_NAME_INVALID,
                () -> service.create(new NotebookRequest("x.drey.md/y", null, null)));
    }

    @Test
    void listsNotebooksOfAllFoldersButNothingHidden() throws IOException {
        write("b.drey.md", "# Title of b");
        write("a/deep/c.drey.md", "```sql cell id=x\nopen");
        write(".git/d.drey.md", "hidden");
        write(".e.drey.md", "hidden");
        write("readme.md", "no notebook");
        Files.createDirectories(folder.resolve("folder.drey.md"));
        List<NotebookSummary> list = service.list();
        assertThat(list)
                .extracting(NotebookSummary::path)
                .containsExactly("a/deep/c.drey.md", "b.drey.md");
        assertThat(list.get(1).title()).isEqualTo("Title of b");
        assertThat(list.get(1).sizeBytes()).isEqualTo(12);
        assertThat(list.get(1).runningCells()).isEqualTo(3);
        assertThat(list.get(0).damaged()).isTrue();
        write("b.drey.md", "# Other title of b");
        assertThat(service.list().get(1).title()).isEqualTo("Other title of b");
    }

    @Test
    void anEditIsSavedAndKeepsThePermissions() throws IOException {
        Path file = write("x.drey.md", CELL);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Notebook before = service.get("x");
        Notebook after = service.edit("x", edits(before.version(), "a", "SELECT 2;"));
        assertThat(Files.readString(file)).isEqualTo(CELL.replace("1", "2"));
        assertThat(after).isEqualTo(service.get("x"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-r--r--");
    }

    @Test
    void editsOnAnOldVersionAreMergedWhereTheyCan() {
        String two = CELL + "\n" + CELL.replace("=a", "=b");
        String base = service.create(new NotebookRequest("x", null, two)).version();
        service.edit("x", edits(base, "a", "SELECT 10;"));
        Notebook merged = service.edit("x", edits(base, "b", "SELECT 20;"));
        assertThat(merged.blocks())
                .extracting(NotebookBlock::text)
                .containsExactly("SELECT 10;", "SELECT 20;");
        assertThatThrownBy(() -> service.edit("x", edits(base, "a", "SELECT 30;")))
                .isInstanceOfSatisfying(
                        DreyException.class,
                        e -> {
                            assertThat(e.code()).isEqualTo(DreyErrorCode.NOTEBOOK_CHANGED);
                            assertThat(e.details().get("current")).isEqualTo(merged);
                        });
        assertFails(
                DreyErrorCode.NOTEBOOK_CHANGED,
                () -> service.edit("x", edits("unknown", "a", "SELECT 40;")));
    }

    @Test
    void twoEditorsOfDifferentCellsLoseNothing() throws InterruptedException {
        String two = CELL + "\n" + CELL.replace("=a", "=b");
        service.create(new NotebookRequest("x", null, two));
        int rounds = 100;
        Thread other = new Thread(() -> editInTurn("a", rounds));
        other.start();
        editInTurn("b", rounds);
        other.join();
        assertThat(service.get("x").blocks())
                .extracting(NotebookBlock::text)
                .containsExactly("SELECT 99;", "SELECT 99;");
    }

    @Test
    void sourceIsReplacedOnlyOnTheVersionItWasReadOf() {
        String base = service.create(new NotebookRequest("x", null, CELL)).version();
        byte[] source = "# New\n".getBytes(StandardCharsets.UTF_8);
        Notebook put = service.putSource("x", base, source);
        assertThat(service.getSource("x").bytes()).isEqualTo(source);
        assertThat(service.putSource("x", base, source)).isEqualTo(put);
        assertFails(
                DreyErrorCode.NOTEBOOK_CHANGED,
                () -> service.putSource("x", base, "# Newer\n".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void deletedNotebooksAreInTheTrash() throws IOException {
        service.create(new NotebookRequest("team/x", null, CELL));
        service.delete("team/x");
        assertFails(DreyErrorCode.NOTEBOOK_NOT_FOUND, () -> service.get("team/x"));
        service.create(new NotebookRequest("team/x", null, CELL + "2"));
        service.delete("team/x");
        assertThat(data.resolve("trash/20261123-080000-000/team/x.drey.md")).hasContent(CELL);
        assertThat(data.resolve("trash/20261123-080000-000-2/team/x.drey.md"))
                .hasContent(CELL + "2");
        assertFails(DreyErrorCode.NOTEBOOK_NOT_FOUND, () -> service.delete("team/x"));
    }

    @Test
    void deletedNotebooksComeBack() {
        Notebook first = service.create(new NotebookRequest("team/x", null, "# One\n"));
        TrashedNotebook deleted = service.delete("team/x");
        assertThat(deleted)
                .isEqualTo(
                        new TrashedNotebook("20261123-080000-000", "team/x.drey.md", "One", T0, 6));
        service.create(new NotebookRequest("team/x", null, "# Two\n"));
        service.delete("team/x");
        assertThat(service.trash().list())
                .extracting(TrashedNotebook::title)
                .containsExactly("Two", "One");
        assertThat(service.trash().restore(deleted.id(), null)).isEqualTo(first);
        assertThat(service.trash().restore("20261123-080000-000-2", null).path())
                .isEqualTo("team/x-2.drey.md");
        assertThat(service.trash().list()).isEmpty();
        assertThat(data.resolve("trash")).isEmptyDirectory();
        for (String id : List.of(deleted.id(), "..", "20261123-080000-000/team", "")) {
            assertFails(DreyErrorCode.NOTEBOOK_NOT_FOUND, () -> service.trash().restore(id, null));
        }
        assertFails(DreyErrorCode.NOTEBOOK_NOT_FOUND, () -> service.delete("none"));
        assertThat(data.resolve("trash")).isEmptyDirectory();
    }

    @Test
    void aMovedNotebookIsFollowedAndFoundUnderItsNewPath() {
        Notebook before = service.create(new NotebookRequest("x", null, CELL));
        List<String> heard = new CopyOnWriteArrayList<>();
        NotebookListener listener =
                new NotebookListener() {
                    @Override
                    public void changed(String path, @Nullable String version) {
                        heard.add(path + "@" + version);
                    }

                    @Override
                    public void moved(String path, String to) {
                        heard.add(path + ">" + to);
                    }
                };
        try (NotebookWatch ignored = service.watch("x", listener)) {
            service.addMoveListener((from, to) -> heard.add("owner " + from + ">" + to));
            Notebook after = service.move("x", new NotebookMove("team/Zürich/y"));
            assertThat(after.path()).isEqualTo("team/Zürich/y.drey.md");
            assertThat(after.version()).isEqualTo(before.version());
            service.move("team/Zürich/y", new NotebookMove("z"));
            assertThat(heard)
                    .containsExactly(
                            "owner x.drey.md>team/Zürich/y.drey.md",
                            "x.drey.md>team/Zürich/y.drey.md",
                            "owner team/Zürich/y.drey.md>z.drey.md");
        }
        assertThat(service.list()).extracting(NotebookSummary::path).containsExactly("z.drey.md");
        assertThatThrownBy(() -> service.get("x"))
                .isInstanceOfSatisfying(
                        DreyException.class,
                        e -> assertThat(e.details()).containsEntry("movedTo", "z.drey.md"));
        service.move("z", new NotebookMove("x"));
        assertThat(service.get("x").version()).isEqualTo(before.version());
    }

    @Test
    void whatCannotFollowDoesNotStopAMove() {
        service.create(new NotebookRequest("x", null, CELL));
        service.addMoveListener(
                (from, to) -> {
                    throw new IllegalStateException("database away");
                });
        assertThat(service.move("x", new NotebookMove("y")).path()).isEqualTo("y.drey.md");
    }

    @Test
    void aMoveNeverReplacesANotebookNorLeavesTheFolder() throws IOException {
        service.create(new NotebookRequest("x", null, CELL));
        service.create(new NotebookRequest("y", null, CELL + "2"));
        assertFails(DreyErrorCode.NOTEBOOK_EXISTS, () -> service.move("x", new NotebookMove("y")));
        assertFails(DreyErrorCode.NOTEBOOK_EXISTS, () -> service.copy("x", new NotebookCopy("y")));
        for (String to : List.of("../out", "y.drey.md/in", "a/../../b", ".hidden", "a:b", "")) {
            assertFails(
                    DreyErrorCode.NOTEBOOK_NAME_INVALID,
                    () -> service.move("x", new NotebookMove(to)));
            assertFails(
                    DreyErrorCode.NOTEBOOK_NAME_INVALID,
                    () -> service.copy("x", new NotebookCopy(to)));
        }
        assertFails(
                DreyErrorCode.NOTEBOOK_NOT_FOUND, () -> service.move("no", new NotebookMove("z")));
        assertThat(service.move("x", new NotebookMove("x")).path()).isEqualTo("x.drey.md");
        assertThat(Files.readString(folder.resolve("x.drey.md"))).isEqualTo(CELL);
        assertThat(Files.readString(folder.resolve("y.drey.md"))).isEqualTo(CELL + "2");
        assertThat(folder.resolve("z.drey.md")).doesNotExist();
    }

    @Test
    void aMovedLinkStillLeadsToItsFile() throws IOException {
        write("in.drey.md", CELL);
        Files.createSymbolicLink(folder.resolve("link.drey.md"), Path.of("in.drey.md"));
        service.move("link", new NotebookMove("deep/down/link"));
        assertThat(folder.resolve("deep/down/link.drey.md")).isSymbolicLink();
        assertThat(service.getSource("deep/down/link").bytes()).asString().isEqualTo(CELL);
        assertThat(folder.resolve("link.drey.md")).doesNotExist();
    }

    @Test
    void aCopyStandsBesideTheFirst() {
        service.create(new NotebookRequest("team/x", null, CELL));
        assertThat(service.copy("team/x", new NotebookCopy(null)).path())
                .isEqualTo("team/x-2.drey.md");
        assertThat(service.copy("team/x", new NotebookCopy(null)).path())
                .isEqualTo("team/x-3.drey.md");
        Notebook other = service.copy("team/x", new NotebookCopy("other/y"));
        assertThat(other.path()).isEqualTo("other/y.drey.md");
        assertThat(service.getSource("other/y").bytes()).asString().isEqualTo(CELL);
    }

    @Test
    void linksMayNotLeaveTheFolder() throws IOException {
        Path secret = Files.writeString(data.resolve("secret.drey.md"), "secret");
        Files.createSymbolicLink(folder.resolve("out.drey.md"), secret);
        Files.createSymbolicLink(folder.resolve("up"), data);
        Files.createSymbolicLink(folder.resolve("gone.drey.md"), data.resolve("nothing"));
        write("in.drey.md", CELL);
        Files.createSymbolicLink(folder.resolve("link.drey.md"), Path.of("in.drey.md"));
        for (String path : List.of("out", "up/secret", "gone")) {
            assertFails(DreyErrorCode.NOTEBOOK_NAME_INVALID, () -> service.get(path));
            assertFails(
                    DreyErrorCode.NOTEBOOK_NAME_INVALID,
                    () -> service.create(new NotebookRequest(path, null, "x")));
        }
        assertFails(
                DreyErrorCode.NOTEBOOK_NAME_INVALID,
                () -> service.create(new NotebookRequest("up/new", null, "x")));
        assertThat(service.list())
                .extracting(NotebookSummary::path)
                .containsExactly("in.drey.md", "link.drey.md");
        String version = service.get("link").version();
        service.edit("link", edits(version, "a", "SELECT 2;"));
        assertThat(folder.resolve("link.drey.md")).isSymbolicLink();
        assertThat(Files.readString(folder.resolve("in.drey.md"))).contains("SELECT 2;");
        assertThat(secret).hasContent("secret");
    }

    @Test
    void aSaveKilledHalfWayIsSweptAtTheNextStart() throws IOException {
        write("team/x.drey.md", CELL);
        Path leftover = write("team/.x.drey.md123.tmp", "```sql ce");
        Path foreign = write("team/.other.tmp", "not ours");
        try (NotebookService next = service()) {
            assertThat(next.list()).hasSize(1);
            assertThat(next.getSource("team/x").bytes()).asString().isEqualTo(CELL);
        }
        assertThat(leftover).doesNotExist();
        assertThat(foreign).exists();
    }

    @Test
    void aFullDiskLeavesTheOldFileWhole() throws IOException {
        assumeThat(Path.of("/dev/full")).exists();
        write("x.drey.md", CELL);
        try (NotebookService next =
                new NotebookService(
                        data,
                        TestNotebookService::writeToFull,
                        HistoryRules.defaults(),
                        Clock.systemUTC(),
                        timer,
                        path -> 0)) {
            String version = next.get("x").version();
            assertFails(
                    DreyErrorCode.DISK_FULL,
                    () -> next.edit("x", edits(version, "a", "SELECT 2;")));
            assertFails(
                    DreyErrorCode.DISK_FULL,
                    () -> next.create(new NotebookRequest("y", null, "text")));
            assertThat(next.getSource("x").bytes()).asString().isEqualTo(CELL);
            assertThat(next.list()).hasSize(1);
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void aFileThatIsTooLargeIsListedButNotOpened() throws IOException {
        Path file = write("big.drey.md", "");
        try (FileOutputStream out = new FileOutputStream(file.toFile())) {
            out.getChannel().position(NotebookFiles.MAX_BYTES);
            out.write('x');
        }
        assertThat(service.list()).hasSize(1);
        assertFails(DreyErrorCode.NOTEBOOK_INACCESSIBLE, () -> service.get("big"));
    }

    @Test
    void watchersHearOfEveryChangeOnce() throws Exception {
        Notebook first = service.create(new NotebookRequest("x", null, CELL));
        List<String> heard = new CopyOnWriteArrayList<>();
        NotebookWatch watch =
                service.watch("x", (path, version) -> heard.add(path + "@" + version));
        Notebook second = service.edit("x", edits(first.version(), "a", "SELECT 2;"));
        write("x.drey.md", CELL.replace("1", "333"));
        String third = service.getSource("x").version();
        await().untilAsserted(() -> assertThat(heard).hasSize(2));
        Files.delete(folder.resolve("x.drey.md"));
        await().untilAsserted(() -> assertThat(heard).hasSize(3));
        assertThat(heard)
                .containsExactly(
                        "x.drey.md@" + second.version(), "x.drey.md@" + third, "x.drey.md@null");
        watch.close();
        AtomicInteger count = new AtomicInteger(heard.size());
        service.create(new NotebookRequest("x", null, CELL));
        assertThat(heard).hasSize(count.get());
    }

    private void editInTurn(String key, int rounds) {
        String version = service.get("x").version();
        for (int i = 0; i < rounds; i++) {
            version = service.edit("x", edits(version, key, "SELECT " + i + ";")).version();
        }
    }

    private NotebookService service() {
        return new NotebookService(
                data, HistoryRules.defaults(), Clock.fixed(T0, ZoneOffset.UTC), timer, path -> 3);
    }

    private static NotebookEdits edits(String version, String key, String text) {
        return new NotebookEdits(version, List.of(replace(key, text)));
    }

    private Path write(String path, String content) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private static void writeToFull(Path file, byte[] content) throws IOException {
        try (FileOutputStream out = new FileOutputStream("/dev/full")) {
            out.write(content);
        }
    }

    private static void assertFails(
            DreyErrorCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DreyException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
