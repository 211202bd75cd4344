package io.drey.server.http;

import static java.util.Objects.requireNonNull;

import io.drey.model.Arrangement;
import io.drey.model.DreyException;
import io.drey.model.Problem;
import io.drey.model.ResultId;
import io.drey.model.ResultInfo;
import io.drey.model.ResultMoment;
import io.drey.server.result.ArrangedState;
import io.drey.server.result.ArrowPage;
import io.drey.server.result.MomentAt;
import io.drey.server.result.MomentSteps;
import io.drey.server.result.ResultWatches;
import io.drey.server.result.Watch;
import io.drey.server.result.WatchRequest;
import io.drey.server.result.WatchTarget;
import io.drey.server.result.replay.Step;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Lets pages watch windows of results. Thread-safe. */
public final class ResultWatchSource implements WatchSource {
    private static final int DEFAULT_LIMIT = 60;

    private final ResultWatches watches;

    public ResultWatchSource(ResultWatches watches) {
        this.watches = requireNonNull(watches, "watches");
    }

    @Override
    public String op() {
        return "watch-result";
    }

    @Override
    public LiveWatch watch(LiveRequest request, Out out) {
        String result = String.valueOf(request.result());
        Watch watch = watches.watch(new ResultId(result), toWatch(request), new Target(out));
        return new LiveWatch() {
            @Override
            public boolean change(LiveRequest changed) {
                boolean isSame = Objects.equals(changed.result(), result) && !watch.isClosed();
                if (isSame) {
                    watch.change(toWatch(changed));
                }
                return isSame;
            }

            @Override
            public void acknowledge(long frame) {
                watch.acknowledge(frame);
            }

            @Override
            public void close() {
                watch.close();
            }
        };
    }

    private static WatchRequest toWatch(LiveRequest request) {
        Long offset = request.offset();
        Integer limit = request.limit();
        Arrangement arrangement = request.arrangement();
        String at = request.at();
        return new WatchRequest(
                WatchRequest.View.parse(request.view()),
                offset == null ? 0 : offset,
                limit == null ? DEFAULT_LIMIT : limit,
                request.columns(),
                Boolean.TRUE.equals(request.tail()),
                arrangement == null ? Arrangement.NONE : arrangement,
                at == null ? null : MomentAt.parse(at));
    }

    private record Target(Out out) implements WatchTarget {
        @Override
        public void show(ResultInfo info) {
            out.send("result", Map.of("info", info));
        }

        @Override
        public void show(WatchRequest.View view, ArrowPage page) {
            Map<String, Object> header = header(view.label(), page);
            ArrangedState arranged = page.arranged();
            if (arranged != null) {
                header.put("arranged", arranged(arranged));
            }
            out.send(header, page.stream());
        }

        @Override
        public void show(MomentSteps steps) {
            Map<String, Object> header = header("steps", steps.page());
            header.put("steps", steps.steps().stream().map(Target::step).toList());
            out.send(header, steps.page().stream());
        }

        private static Map<String, Object> header(String view, ArrowPage page) {
            Map<String, Object> header = new LinkedHashMap<>();
            header.put("frame", page.frame());
            header.put("offset", page.offset());
            header.put("rows", page.rows());
            header.put("total", page.total());
            header.put("view", view);
            if (!page.cut().isEmpty()) {
                header.put("cut", page.cut());
            }
            ResultMoment moment = page.moment();
            if (moment != null) {
                header.put("moment", moment);
            }
            return header;
        }

        private static Map<String, Object> step(Step step) {
            return Map.of(
                    "at", step.end(),
                    "arrivedAt", step.arrivedAt(),
                    "op", step.op(),
                    "before", step.before() != Step.NOWHERE,
                    "after", step.after() != Step.NOWHERE);
        }

        private static Map<String, Object> arranged(ArrangedState state) {
            return Map.of(
                    "of", state.of(),
                    "scanned", state.scanned(),
                    "found", state.found(),
                    "whole", state.isWhole(),
                    "behind", state.isBehind(),
                    "asOf", state.asOfMillis());
        }

        @Override
        public void failed(DreyException why) {
            out.send("problem", Map.of("problem", Problem.of(why, null)));
        }
    }
}
