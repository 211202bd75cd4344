package io.drey.server.cluster;

import io.drey.model.JobId;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** What is written down about a cluster's jobs, whether or not the cluster can be asked. */
public interface JobMemory {
    /** Nothing is: for clusters that forget their jobs with their JobManager. */
    JobMemory NONE =
            new JobMemory() {
                @Override
                public Set<JobId> stored() {
                    return Set.of();
                }

                @Override
                public Map<JobId, String> ended() {
                    return Map.of();
                }
            };

    /** The jobs that the cluster brings back by itself, or has brought back. */
    Set<JobId> stored() throws IOException;

    /** Jobs that have ended and never run again, with Flink's word for how. */
    Map<JobId, String> ended() throws IOException;
}
