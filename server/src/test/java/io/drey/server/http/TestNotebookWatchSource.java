package io.drey.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.Notebook;
import io.drey.model.NotebookMove;
import io.drey.model.NotebookRequest;
import io.drey.server.notebook.HistoryRules;
import io.drey.server.notebook.NotebookService;
import io.drey.server.platform.NamedThreads;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestNotebookWatchSource {
    @TempDir Path data;

    private final ScheduledExecutorService timer = NamedThreads.scheduled("test", 1);
    private final List<Object> told = new CopyOnWriteArrayList<>();
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
    void tellsTheVersionAtFirstAndAtEveryChange() throws Exception {
        Notebook first = notebooks.create(new NotebookRequest("x", null, "one"));
        WatchSource.LiveWatch watch = watch("x.drey.md");
        Files.writeString(data.resolve("notebooks/x.drey.md"), "two, by another program");
        await().untilAsserted(() -> assertThat(told).hasSize(2));
        String second = notebooks.get("x").version();
        notebooks.delete("x");
        assertThat(told).containsExactly(first.version(), second, "gone");
        watch.close();
        notebooks.create(new NotebookRequest("x", null, "three"));
        assertThat(told).hasSize(3);
    }

    @Test
    void tellsWhereANotebookWent() {
        String version = notebooks.create(new NotebookRequest("x", null, "one")).version();
        WatchSource.LiveWatch watch = watch("x.drey.md");
        notebooks.move("x", new NotebookMove("folder/y"));
        assertThat(told).containsExactly(version, "moved to folder/y.drey.md");
        watch.close();
    }

    @Test
    void refusesWhatIsNotThere() {
        assertFails(DreyErrorCode.NOTEBOOK_NOT_FOUND, "none");
        assertFails(DreyErrorCode.NOTEBOOK_NAME_INVALID, "../x");
        assertFails(DreyErrorCode.BAD_REQUEST, null);
    }

    private void assertFails(DreyErrorCode code, @Nullable String notebook) {
        assertThatThrownBy(() -> watch(notebook))
                .isInstanceOfSatisfying(
                        DreyException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private WatchSource.LiveWatch watch(@Nullable String notebook) {
        LiveRequest request =
                new LiveRequest(
                        "watch-notebook",
                        "w1",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        notebook,
                        null,
                        null);
        return new NotebookWatchSource(notebooks).watch(request, new TestingOut());
    }

    private final class TestingOut implements WatchSource.Out {
        @Override
        public void send(String op, String key, Map<String, ?> fields) {
            assertThat(op).isEqualTo("notebook");
            Object version = fields.get("version");
            Object movedTo = fields.get("movedTo");
            Object gone = movedTo == null ? "gone" : "moved to " + movedTo;
            told.add(version == null ? gone : version);
        }

        @Override
        public void sendLater(String op, Supplier<@Nullable Map<String, ?>> fields) {
            throw new AssertionError("told at once, expected");
        }

        @Override
        public void send(Map<String, ?> header, ByteBuffer rows) {
            throw new AssertionError("no rows expected");
        }
    }
}
