package io.drey.server.app;

import io.drey.model.ChangelogKind;
import io.drey.model.DreyException;
import io.drey.model.ExecutionMode;
import io.drey.model.JobRef;
import io.drey.model.ResultColumn;
import io.drey.model.ResultId;
import io.drey.model.ResultInfo;
import io.drey.model.ResultState;
import io.drey.model.RunId;
import io.drey.protocol.KernelMessages;
import io.drey.protocol.RowFrame;
import io.drey.server.result.ResultObserver;
import io.drey.server.result.ResultOpening;
import io.drey.server.result.ResultService;
import io.drey.server.run.RunResults;
import io.drey.server.run.RunService;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets runs use the result plane, and tells them what becomes of results. Thread-safe. */
final class ResultsOfRuns implements RunResults, ResultObserver {
    private static final Logger LOG = LoggerFactory.getLogger(ResultsOfRuns.class);

    private final ResultService results;
    private @Nullable RunService runs;

    ResultsOfRuns(ResultService results) {
        this.results = results;
    }

    void setRuns(RunService runs) {
        this.runs = runs;
    }

    @Override
    public void open(RunId run, KernelMessages.ResultOpened opened, String token, long limit) {
        ResultOpening opening =
                new ResultOpening(
                        new ResultId(opened.result()),
                        run,
                        opened.statement(),
                        opened.columns().stream()
                                .map(c -> new ResultColumn(c.name(), c.type(), kind(c.shape())))
                                .toList(),
                        enumOf(ExecutionMode.class, opened.mode()),
                        enumOf(ChangelogKind.class, opened.changelog()),
                        opened.upsertKey(),
                        enumOf(ResultInfo.Path.class, opened.path()),
                        token,
                        limit);
        Optional<ResultInfo> known = results.find(opening.id());
        if (known.isEmpty()) {
            results.open(opening);
        } else if (known.get().path() != opening.path()) {
            results.changePath(opening.id(), opening.path());
        }
    }

    @Override
    public void attachJob(ResultId result, JobRef job) {
        results.attachJob(result, job);
    }

    @Override
    public void accept(RowFrame frame) {
        try {
            results.accept(frame);
        } catch (DreyException e) {
            LOG.warn("Refused rows result={} because={}", frame.header().result(), e.getMessage());
        }
    }

    @Override
    public void end(ResultId result, ResultState state, String why) {
        if (results.find(result).isPresent()) {
            results.end(result, state, why);
        }
    }

    @Override
    public void stateChanged(ResultInfo result) {
        if (runs != null) {
            runs.resultChanged(result);
        }
    }

    private static ResultColumn.Kind kind(String shape) {
        return enumOf(ResultColumn.Kind.class, shape);
    }

    private static <E extends Enum<E>> E enumOf(Class<E> type, String name) {
        return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
    }
}
