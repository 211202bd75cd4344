package io.drey.server.cluster;

/** A TaskManager as the JobManager knows it. */
public record FlinkTaskManager(String id, int slotsTotal, int slotsFree) {}
