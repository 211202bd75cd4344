package io.drey.model;

import java.time.Instant;
import java.util.List;

/** Everything that runs, at one look. */
public record StatusInfo(
        String version,
        Instant startedAt,
        String dataDir,
        List<ProcessInfo> processes,
        ClusterInfo cluster) {
    public StatusInfo {
        processes = List.copyOf(processes);
    }
}
