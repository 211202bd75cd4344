package io.drey.server.cluster;

import io.drey.model.DreyException;
import io.drey.model.JobId;
import io.drey.model.TriggerId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A Flink cluster as the keeper needs it.
 *
 * <p>Every call is bounded in time, and every call can be repeated: what it makes is named by ids
 * chosen before it. Unless said otherwise a call throws {@link DreyException} CLUSTER_UNAVAILABLE
 * when there is no sound answer, which says nothing about whether the cluster did what was asked,
 * and JOB_NOT_FOUND when the cluster does not know the job. Thread-safe.
 */
public interface JobCluster {
    /** As users name it, such as {@code local}. */
    String name();

    /**
     * One look at the whole cluster: at most two REST calls, however many jobs it has. Never
     * throws: a cluster that cannot be reached is a sight that says so.
     */
    ClusterSight look();

    /**
     * Uploads the program unless the cluster has it, and runs it. Never throws: what went wrong is
     * the answer. May take a minute, as the cluster runs the program's main method meanwhile.
     */
    SubmitAnswer submit(JobSubmission submission);

    /** Asks for the job's end; it has not ended yet when this returns. */
    void cancel(JobId job);

    /**
     * Asks the job to write a savepoint and then to end; it has done neither when this returns.
     * Asked again with the same trigger it does nothing more.
     *
     * @param directory where to, as the cluster names it
     * @param drain whether event time is ended first, after which the state fits no continuation
     */
    void stopWithSavepoint(JobId job, TriggerId trigger, String directory, boolean drain);

    /**
     * Asks the job to write a savepoint and to go on; it is not written yet when this returns.
     * Asked again with the same trigger it does nothing more.
     *
     * @param directory where to, as the cluster names it
     */
    void savepoint(JobId job, TriggerId trigger, String directory);

    /**
     * What became of a savepoint asked for, with or without stop. The cluster remembers it for some
     * minutes only, and forgets it when its JobManager dies: then it is {@link
     * SavepointAnswer.Unknown}, as it is for a trigger that never arrived.
     */
    SavepointAnswer savepoint(JobId job, TriggerId trigger);

    /**
     * The completed checkpoints and savepoints that the cluster still remembers and that lie
     * somewhere, newest first. It may be some seconds behind, and knows the newest few only.
     */
    List<SeenCheckpoint> checkpoints(JobId job);

    /** Why the job failed last; empty if it did not. */
    Optional<FlinkFailure> failure(JobId job);

    /**
     * How long tasks of a job may still run after the JobManager that led them is gone. Only after
     * that long does its absence prove its end.
     */
    Duration afterlife();
}
