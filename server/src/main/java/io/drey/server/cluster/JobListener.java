package io.drey.server.cluster;

import io.drey.model.JobId;
import io.drey.model.JobInfo;
import io.drey.model.RunProgress;

/**
 * Is told about tracked jobs, about each at most once per second.
 *
 * <p>Called on the thread that polls; must return quickly.
 */
public interface JobListener {
    /** The job's state or counts changed; the last call for a job carries its final state. */
    void jobChanged(JobInfo job, RunProgress progress);

    /** The cluster no longer knows the job and will not tell how it ended. */
    void jobLost(JobId id, String why);
}
