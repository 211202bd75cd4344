package io.drey.server.result;

import static java.util.Objects.requireNonNull;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.JobRef;
import io.drey.model.ResultId;
import io.drey.model.ResultInfo;
import io.drey.model.ResultState;
import io.drey.protocol.RowFrame;
import io.drey.server.platform.Secrets;
import io.drey.server.result.log.LogFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All results of the server. Thread-safe. */
public final class ResultService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ResultService.class);
    private static final int KERNEL_SUBTASK = 0;

    private final ResultContext context;
    private final Map<ResultId, StoredResult> results = new ConcurrentHashMap<>();
    private final CopyOnWriteArrayList<ResultObserver> observers = new CopyOnWriteArrayList<>();

    /**
     * Keeps results in the directory of the settings.
     *
     * @param threads runs what would hold up the arrival of rows
     */
    public ResultService(
            ResultSettings settings, LogFiles files, Clock clock, ResultThreads threads) {
        this.context =
                new ResultContext(
                        settings,
                        files,
                        clock,
                        threads.workers(),
                        threads.arrangers(),
                        new IdleArrangements(clock),
                        new OpenReplays(),
                        new ResultObserver() {
                            @Override
                            public void stateChanged(ResultInfo result) {
                                observers.forEach(observer -> observer.stateChanged(result));
                            }

                            @Override
                            public void stopWanted(ResultInfo result) {
                                observers.forEach(observer -> observer.stopWanted(result));
                            }
                        });
    }

    public void addObserver(ResultObserver observer) {
        observers.add(observer);
    }

    /**
     * Finds the results of earlier processes. Those that had not ended go on: their sinks will
     * connect again, or {@link #end} will be called.
     */
    public void recover() throws IOException {
        Files.createDirectories(directory());
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory())) {
            for (Path each : found) {
                recover(each);
            }
        }
        LOG.info("Recovered results={}", results.size());
    }

    /** Makes room for a result whose rows will come; a kernel that dialled again may ask twice. */
    public ResultInfo open(ResultOpening opening) {
        StoredResult known = results.get(opening.id());
        if (known != null) {
            return known.info();
        }
        ResultInfo info = ResultInfos.opening(opening, context.clock().instant());
        ResultRecord record =
                new ResultRecord(info, Secrets.hash(opening.token()), opening.limit());
        Path home = directory().resolve(opening.id().value());
        StoredResult result = new StoredResult(context, home, record);
        try {
            // Nobody finds it before it is written: who opens its table tidies up its folder.
            Files.createDirectories(home);
            record.write(home);
            results.put(opening.id(), result);
        } catch (IOException e) {
            throw new DreyException(
                    DreyErrorCode.DISK_FULL,
                    "result " + opening.id() + " cannot be stored: " + e.getMessage(),
                    e);
        }
        return info;
    }

    /** The rows of a result will take another road, because the first turned out to be closed. */
    public void changePath(ResultId id, ResultInfo.Path path) {
        stored(id).changePath(path);
    }

    /** Tells which job fills a result. */
    public void attachJob(ResultId id, JobRef job) {
        stored(id).attachJob(job);
    }

    /**
     * Takes rows that a kernel sends itself.
     *
     * @return whether the result takes more
     * @throws DreyException BAD_REQUEST if the frame is damaged, or an earlier one is missing
     */
    public boolean accept(RowFrame frame) {
        RowFrame.Header header = frame.header();
        StoredResult result = stored(new ResultId(header.result()));
        try {
            switch (header.type()) {
                case "schema" -> {
                    result.connect(KERNEL_SUBTASK, 0, 1);
                    result.putSchema(frame.arrow());
                }
                case "batch" -> result.store(toBatch(frame));
                case "end" -> result.endSubtask(KERNEL_SUBTASK, 0, header.seq());
                default ->
                        throw new DreyException(
                                DreyErrorCode.BAD_REQUEST,
                                "frame type: '"
                                        + header.type()
                                        + "' (expected: schema, batch, end)");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return !result.isFinal();
    }

    /**
     * Ends a result because its job's fate is known; nothing happens when it has ended.
     *
     * @param why one sentence; null when the state says it all
     */
    public void end(ResultId id, ResultState state, @Nullable String why) {
        if (!state.isFinal()) {
            throw new IllegalArgumentException("state: " + state + " (expected: a final one)");
        }
        try {
            stored(id).end(state, why);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Optional<ResultInfo> find(ResultId id) {
        return Optional.ofNullable(results.get(id)).map(StoredResult::info);
    }

    public ResultInfo get(ResultId id) {
        return stored(id).info();
    }

    /** All results, the newest first. */
    public List<ResultInfo> list() {
        return results.values().stream()
                .map(StoredResult::info)
                .sorted(Comparator.comparing(ResultInfo::openedAt).reversed())
                .toList();
    }

    /** Removes a result; a query that still runs is asked to stop. */
    public void delete(ResultId id) {
        StoredResult result = stored(id);
        try {
            result.stop("The result was deleted.");
        } catch (IOException e) {
            LOG.warn("Cannot stop result={}", id, e);
        }
        remove(result);
    }

    @Override
    public void close() {
        results.values().forEach(StoredResult::close);
    }

    StoredResult stored(ResultId id) {
        StoredResult result = results.get(id);
        if (result == null) {
            throw new DreyException(DreyErrorCode.RESULT_NOT_FOUND, "result " + id);
        }
        return result;
    }

    Stream<StoredResult> all() {
        return results.values().stream();
    }

    ResultContext context() {
        return context;
    }

    void remove(StoredResult result) {
        results.remove(result.id());
        result.close();
        try {
            deleteFiles(directory().resolve(result.id().value()));
        } catch (IOException e) {
            LOG.warn("Cannot delete result={}", result.id(), e);
        }
    }

    private Path directory() {
        return context.settings().directory();
    }

    private void recover(Path home) throws IOException {
        if (!Files.isDirectory(home)) {
            return;
        }
        if (!ResultRecord.isIn(home)) {
            // Killed between making the directory and writing into it, or while deleting.
            deleteFiles(home);
            return;
        }
        try {
            StoredResult result = new StoredResult(context, home, ResultRecord.read(home));
            if (!result.isFinal()) {
                result.recover();
            }
            results.put(result.id(), result);
        } catch (IOException | RuntimeException e) {
            LOG.error("Left aside damaged result={}", home.getFileName(), e);
        }
    }

    // The record goes first, so that a crash in between leaves nothing that looks like a result.
    private static void deleteFiles(Path home) throws IOException {
        if (!Files.isDirectory(home)) {
            return;
        }
        ResultRecord.delete(home);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(home)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(home);
    }

    private static IncomingBatch toBatch(RowFrame frame) {
        RowFrame.Header header = frame.header();
        Long watermark = header.watermark();
        return new IncomingBatch(
                KERNEL_SUBTASK,
                0,
                header.seq(),
                watermark == null ? Long.MIN_VALUE : watermark,
                Math.toIntExact(header.rows()),
                requireNonNull(frame.arrow(), "arrow"));
    }
}
