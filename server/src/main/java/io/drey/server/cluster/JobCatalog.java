package io.drey.server.cluster;

import io.drey.model.JobId;
import io.drey.model.JobInfo;
import io.drey.model.RunProgress;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the API's words of what Flink reports, and keeps what an ended job's last look showed.
 *
 * <p>Guarded by its own monitor.
 */
final class JobCatalog {
    static final Comparator<JobInfo> NEWEST_FIRST =
            Comparator.comparing(
                    JobInfo::startedAt, Comparator.nullsLast(Comparator.<Instant>reverseOrder()));

    private final Cluster cluster;
    private final Map<JobId, JobOrigin> origins;
    private final Map<JobId, JobCounts> counts = new HashMap<>();
    private final Map<JobId, Look> ended = new HashMap<>();

    JobCatalog(Cluster cluster, Map<JobId, JobOrigin> origins) {
        this.cluster = cluster;
        this.origins = origins;
    }

    /** A job with the progress it has made. */
    record Look(JobInfo info, RunProgress progress) {}

    /** Asks for all that is known about a job; an ended one is asked for once. */
    Look look(FlinkRest rest, JobId id) {
        Look known = ended.get(id);
        if (known != null) {
            return known;
        }
        FlinkJobDetail detail = rest.job(id);
        JobCounts.Rows rows = counts.computeIfAbsent(id, JobCounts::new).count(rest, detail);
        String why = null;
        if (detail.job().state().matches("FAILED|FAILING|RESTARTING")) {
            why = rest.failure(id).map(FlinkFailure::rootCause).orElse(null);
        }
        FlinkJob job = detail.job();
        RunProgress progress =
                new RunProgress(
                        job.tasksTotal(),
                        job.tasksFinished(),
                        rows.rowsRead() == null ? 0 : rows.rowsRead(),
                        rows.rowsWritten() == null ? 0 : rows.rowsWritten(),
                        rows.bytesRead());
        Look look = new Look(info(job, rows, why), progress);
        if (job.isEnded()) {
            ended.put(id, look);
            counts.remove(id);
        }
        return look;
    }

    /** What the list alone tells, with what an earlier look showed. */
    JobInfo glance(FlinkJob job) {
        Look known = ended.get(job.id());
        return known != null ? known.info() : info(job, JobCounts.Rows.UNKNOWN, null);
    }

    /** Lets jobs lead to the path that their notebook has now. */
    void moveNotebook(String from, String to) {
        origins.replaceAll(
                (id, origin) -> from.equals(origin.notebook()) ? origin.withNotebook(to) : origin);
        // What their last look showed names the old path; the cluster is asked once more.
        ended.values().removeIf(look -> from.equals(look.info().notebook()));
    }

    /** Forgets jobs that the cluster has forgotten. */
    void retain(Set<JobId> listed) {
        counts.keySet().retainAll(listed);
        ended.keySet().retainAll(listed);
    }

    private JobInfo info(FlinkJob job, JobCounts.Rows rows, @Nullable String why) {
        JobOrigin origin = origins.get(job.id());
        return new JobInfo(
                job.id(),
                job.name(),
                job.state(),
                cluster.name(),
                job.startedAt(),
                job.endedAt(),
                job.durationMillis(),
                job.tasksTotal(),
                job.tasksRunning(),
                rows.rowsRead(),
                rows.rowsWritten(),
                origin == null ? null : origin.runId(),
                origin == null ? null : origin.notebook(),
                origin == null ? null : origin.cell(),
                cluster.rest().webUrl(job.id(), job.isEnded()),
                why);
    }
}
