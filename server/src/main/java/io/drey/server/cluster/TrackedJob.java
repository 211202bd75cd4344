package io.drey.server.cluster;

import io.drey.model.JobId;
import io.drey.model.JobInfo;
import io.drey.model.RunProgress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A job that is followed until it has ended. Changed by the polling thread only. */
final class TrackedJob {
    private final JobId id;
    private final long generation;
    private volatile Instant lastListed;
    private @Nullable String state;
    private @Nullable RunProgress progress;

    TrackedJob(JobId id, long generation, Instant since) {
        this.id = id;
        this.generation = generation;
        this.lastListed = since;
    }

    JobId id() {
        return id;
    }

    long generation() {
        return generation;
    }

    Instant lastListed() {
        return lastListed;
    }

    void listed(Instant at) {
        lastListed = at;
    }

    /** Takes note of what was seen; true if it differs from what was seen before. */
    boolean sees(JobInfo info, RunProgress nowProgress) {
        boolean isNews = !info.state().equals(state) || !nowProgress.equals(progress);
        state = info.state();
        progress = nowProgress;
        return isNews;
    }
}
