package io.drey.server.cluster;

/** A Flink cluster at one look. */
public record FlinkOverview(
        int taskManagers, int slotsTotal, int slotsFree, int jobsRunning, String flinkVersion) {}
