package io.drey.server.run;

import io.drey.model.ExecutionMode;
import io.drey.model.KernelId;
import io.drey.model.RunId;
import io.drey.model.RunInfo;
import io.drey.model.RunRequest;
import io.drey.model.RunState;
import io.drey.protocol.ServerMessages;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives each kernel one run at a time, in the order they came. Thread-safe. */
final class RunQueue {
    private final LiveRuns runs;
    private final RunKernels kernels;
    private final Clock clock;

    RunQueue(LiveRuns runs, RunKernels kernels, Clock clock) {
        this.runs = runs;
        this.kernels = kernels;
        this.clock = clock;
    }

    /** Gives the kernel its next run, if it is free. */
    void dispatch(KernelId kernel) {
        List<LiveRun> skipped = new ArrayList<>();
        LiveRun next;
        synchronized (runs) {
            next = canStart(kernel) ? takeNext(kernel, skipped) : null;
            if (next != null) {
                Instant now = clock.instant();
                next.started(now);
                for (String warning : kernels.takeWarnings(kernel)) {
                    next.warn(warning, now);
                }
                kernels.setBusy(kernel, true);
            }
        }
        skipped.forEach(runs::publish);
        if (next != null) {
            runs.publish(next);
            kernels.send(kernel, toMessage(next));
        }
    }

    /**
     * Sends a kernel again what it is to work on and has not said a word of: a connection that
     * broke may have lost it, or a server that was killed. A kernel runs nothing twice.
     */
    void resend(KernelId kernel) {
        List<LiveRun> silent;
        synchronized (runs) {
            silent =
                    runs.liveOf(kernel).stream()
                            .filter(run -> run.occupiesKernel() && run.statements().isEmpty())
                            .toList();
        }
        silent.forEach(run -> kernels.send(kernel, toMessage(run)));
    }

    /** Notes that a kernel is done with a run, and gives it the next. */
    void freed(KernelId kernel) {
        synchronized (runs) {
            // A run whose cancellation overtook it is told to have ended while another is at work.
            if (runs.liveOf(kernel).stream().noneMatch(LiveRun::occupiesKernel)) {
                kernels.setBusy(kernel, false);
            }
        }
        dispatch(kernel);
    }

    // A bounded query holds the next run back to its last row, a streaming one does not.
    private boolean canStart(KernelId kernel) {
        return runs.liveOf(kernel).stream().noneMatch(run -> run.state() == RunState.RUNNING)
                && kernels.isIdle(kernel);
    }

    // The oldest run that waits; those that were to follow a failure end on the way.
    private @Nullable LiveRun takeNext(KernelId kernel, List<LiveRun> skipped) {
        for (LiveRun run : runs.liveOf(kernel)) {
            if (run.state() != RunState.QUEUED) {
                continue;
            }
            if (!hasFailedPredecessor(run)) {
                return run;
            }
            run.end(RunState.SKIPPED, null, clock.instant());
            skipped.add(run);
        }
        return null;
    }

    private boolean hasFailedPredecessor(LiveRun run) {
        RunId after = run.request().after();
        return after != null
                && runs.find(after)
                        .map(RunInfo::state)
                        .filter(s -> s.isFinal() && s != RunState.SUCCEEDED)
                        .isPresent();
    }

    /** A mode as kernels are told of it. */
    static @Nullable String wireName(@Nullable ExecutionMode mode) {
        if (mode == null) {
            return null;
        }
        return switch (mode) {
            case BATCH -> "batch";
            case STREAMING -> "streaming";
        };
    }

    private static ServerMessages.Run toMessage(LiveRun run) {
        RunRequest request = run.request();
        Long limit = request.limit();
        return new ServerMessages.Run(
                run.id().value(),
                request.language(),
                request.source(),
                wireName(request.mode()),
                run.token(),
                limit == null ? 0 : limit);
    }
}
