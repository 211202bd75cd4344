package io.drey.server.result.replay;

import static io.drey.server.result.replay.Step.NOWHERE;

import io.drey.arrow.RecordBatchView;
import io.drey.server.result.log.StoredFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** The steps that led to a moment, and where its neighbours are. Confined to one thread. */
public final class Trail {
    private final List<Step> steps = new ArrayList<>();
    private final List<Passed> frames = new ArrayList<>();
    private long next;

    private record Passed(long first, long end, long arrivedAt) {}

    void add(Step step) {
        steps.add(step);
    }

    /** Looks at the frame that holds the change after a moment. */
    void lookAhead(StoredFrame frame, RecordBatchView batch, long at) {
        pass(frame);
        int row = (int) (at - frame.firstRow());
        next = at + (Position.isPair(batch, row) ? 2 : 1);
    }

    void pass(StoredFrame frame) {
        long end = frame.firstRow() + frame.header().rows();
        if (frames.isEmpty() || frames.get(frames.size() - 1).end < end) {
            frames.add(new Passed(frame.firstRow(), end, frame.header().arrivedAt()));
        }
    }

    /** The steps passed, in order. */
    public List<Step> steps() {
        return List.copyOf(steps);
    }

    /** Where the step that led to a moment begins. */
    public OptionalLong previous(long at) {
        return steps.stream().filter(step -> step.end() == at).mapToLong(Step::begin).findFirst();
    }

    /** Where the step that follows a moment ends. */
    public OptionalLong next(long at) {
        return next > at ? OptionalLong.of(next) : OptionalLong.empty();
    }

    /** Where the frame that led to a moment begins. */
    public OptionalLong previousFrame(long at) {
        return frames.stream()
                .filter(frame -> frame.first < at && at <= frame.end)
                .mapToLong(Passed::first)
                .findFirst();
    }

    /** Where the frame that follows a moment, or that it lies in, ends. */
    public OptionalLong nextFrame(long at) {
        return frames.stream()
                .filter(frame -> frame.first <= at && at < frame.end)
                .mapToLong(Passed::end)
                .findFirst();
    }

    /** When the change that led to a moment came, in epoch milliseconds; 0 if unknown. */
    public long arrivedAt(long at) {
        return timeOf(at - 1);
    }

    /** When the change after a moment came, in epoch milliseconds; 0 if unknown or not passed. */
    public long nextAt(long at) {
        return timeOf(at);
    }

    private long timeOf(long change) {
        return frames.stream()
                .filter(frame -> frame.first <= change && change < frame.end)
                .mapToLong(Passed::arrivedAt)
                .findFirst()
                .orElse(0);
    }

    /** Places of the steps' rows: for each step what went, then what came, if any. */
    long[] places() {
        return steps.stream()
                .flatMapToLong(step -> LongStream.of(step.before(), step.after()))
                .filter(place -> place != NOWHERE)
                .toArray();
    }
}
