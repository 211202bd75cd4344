package io.drey.server.result;

import io.drey.model.Arrangement;
import io.drey.model.ChangelogKind;
import io.drey.model.ExecutionMode;
import io.drey.model.ResultId;
import io.drey.model.ResultInfo;
import io.drey.model.ResultPage;
import io.drey.model.RunId;
import io.drey.server.platform.JsonMappers;
import io.drey.server.platform.NamedThreads;
import io.drey.server.platform.TestingClock;
import io.drey.server.result.TestingRows.Change;
import io.drey.server.result.log.DiskLogFiles;
import io.drey.server.result.log.LogFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;

/** A result service in a directory, with a clock of its own, that notes what observers hear. */
final class TestingResults implements AutoCloseable {
    private static final ObjectReader JSON =
            JsonMappers.api().reader().with(DeserializationFeature.USE_LONG_FOR_INTS);

    static final String TOKEN = "secret-token";
    static final ResultId ID = new ResultId("r-1");

    final TestingClock clock = new TestingClock();
    final List<ResultInfo> stateChanges = Collections.synchronizedList(new ArrayList<>());
    final List<ResultInfo> stopsWanted = Collections.synchronizedList(new ArrayList<>());
    final ExecutorService workers = NamedThreads.fixed("test-workers", 1);
    final ExecutorService arrangers = NamedThreads.fixed("test-arrangers", 2);
    final ResultService service;
    final ResultReader reader;

    TestingResults(ResultSettings settings, LogFiles files) throws IOException {
        this(settings, files, null);
    }

    /** With a clock that runs. */
    TestingResults(ResultSettings settings, Clock running) throws IOException {
        this(settings, new DiskLogFiles(), running);
    }

    private TestingResults(ResultSettings settings, LogFiles files, @Nullable Clock running)
            throws IOException {
        service =
                new ResultService(
                        settings,
                        files,
                        running == null ? clock : running,
                        new ResultThreads(workers, arrangers));
        reader = new ResultReader(service);
        service.addObserver(
                new ResultObserver() {
                    @Override
                    public void stateChanged(ResultInfo result) {
                        stateChanges.add(result);
                    }

                    @Override
                    public void stopWanted(ResultInfo result) {
                        stopsWanted.add(result);
                    }
                });
        service.recover();
    }

    TestingResults(Path directory) throws IOException {
        this(settings(directory), new DiskLogFiles());
    }

    static ResultSettings settings(Path directory) {
        return new ResultSettings(
                directory,
                1L << 30,
                4L << 30,
                0,
                1_000_000,
                64L << 20,
                16L << 20,
                Duration.ofMinutes(30),
                Duration.ofDays(7));
    }

    static ResultOpening opening(ChangelogKind changelog, ExecutionMode mode, long limit) {
        return opening(ID, changelog, mode, limit);
    }

    static ResultOpening opening(
            ResultId id, ChangelogKind changelog, ExecutionMode mode, long limit) {
        return new ResultOpening(
                id,
                new RunId("run-1"),
                0,
                TestingRows.COLUMNS,
                mode,
                changelog,
                changelog == ChangelogKind.UPSERT ? List.of("id") : List.of(),
                ResultInfo.Path.SINK,
                TOKEN,
                limit);
    }

    /** Opens a streaming result and connects one subtask. */
    StoredResult open(ChangelogKind changelog) throws IOException {
        return open(changelog, ExecutionMode.STREAMING, 0);
    }

    StoredResult open(ChangelogKind changelog, ExecutionMode mode, long limit) throws IOException {
        service.open(opening(changelog, mode, limit));
        StoredResult result = service.stored(ID);
        result.connect(0, 0, 1);
        result.putSchema(TestingRows.SCHEMA.toMessage());
        return result;
    }

    boolean store(long seq, List<Change> changes) throws IOException {
        return service.stored(ID).store(TestingRows.incoming(0, seq, changes));
    }

    List<List<@Nullable Object>> rows(long offset, int limit) throws IOException {
        return rows(offset, limit, Arrangement.NONE);
    }

    List<List<@Nullable Object>> rows(long offset, int limit, Arrangement arrangement)
            throws IOException {
        return page(new RowsRequest(offset, limit, null, arrangement, Duration.ofMinutes(1)))
                .rows();
    }

    /** A page as clients read it, with whole numbers as {@code Long}. */
    ResultPage page(RowsRequest wanted) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        reader.writePage(ID, wanted, (frame, total) -> out);
        return JSON.forType(ResultPage.class).readValue(out.toByteArray());
    }

    @Override
    public void close() {
        service.close();
        NamedThreads.close(arrangers);
        NamedThreads.close(workers);
    }
}
