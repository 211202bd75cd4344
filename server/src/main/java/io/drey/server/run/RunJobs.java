package io.drey.server.run;

import io.drey.model.JobId;
import io.drey.model.JobRef;
import io.drey.model.RunInfo;
import org.jspecify.annotations.Nullable;

/** What runs need of clusters. */
public interface RunJobs {
    /** The job as users are pointed to it. */
    JobRef describe(JobId job, String cluster, @Nullable String name);

    /** Begins to watch a run's job; its end will be told to the {@link RunService}. */
    void track(JobId job, RunInfo run);

    /** Asks the cluster to cancel a job; returns at once. */
    void cancel(JobId job);
}
