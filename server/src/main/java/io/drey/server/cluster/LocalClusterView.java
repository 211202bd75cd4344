package io.drey.server.cluster;

import io.drey.model.ClusterInfo;
import io.drey.model.ProcessInfo;
import io.drey.server.platform.ManagedProcess;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the supervisor of the local cluster saw last; handed to all other threads. */
record LocalClusterView(
        ClusterInfo info, @Nullable URI restUri, long generation, List<ProcessInfo> processes) {
    LocalClusterView {
        processes = List.copyOf(processes);
    }

    static LocalClusterView stopped(long generation) {
        return of(ClusterInfo.State.STOPPED, null, null, generation, null, List.of());
    }

    static LocalClusterView of(
            ClusterInfo.State state,
            @Nullable String why,
            @Nullable URI restUri,
            long generation,
            @Nullable FlinkOverview overview,
            List<ProcessInfo> processes) {
        ClusterInfo info =
                new ClusterInfo(
                        LocalCluster.NAME,
                        state,
                        restUri == null ? null : restUri.toString(),
                        overview == null ? null : overview.flinkVersion(),
                        overview == null ? 0 : overview.slotsTotal(),
                        overview == null ? 0 : overview.slotsFree(),
                        why);
        return new LocalClusterView(info, restUri, generation, processes);
    }

    /** The processes with the memory they take at this moment. */
    List<ProcessInfo> withMemory() {
        return processes.stream().map(LocalClusterView::withMemory).toList();
    }

    private static ProcessInfo withMemory(ProcessInfo info) {
        return new ProcessInfo(
                info.role(),
                info.name(),
                info.pid(),
                info.port(),
                info.version(),
                info.pid() == null ? null : ManagedProcess.residentBytes(info.pid()),
                info.state(),
                info.startedAt(),
                info.note());
    }

    /** Whether listeners have nothing new to learn; the count of free slots is no news. */
    boolean isSameAs(LocalClusterView other) {
        return info.state() == other.info.state()
                && Objects.equals(info.why(), other.info.why())
                && generation == other.generation;
    }
}
