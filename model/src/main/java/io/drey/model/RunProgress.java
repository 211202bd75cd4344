package io.drey.model;

/** How far the jobs of a run are, as Flink counts. */
public record RunProgress(
        int tasksTotal, int tasksFinished, long rowsRead, long rowsWritten, long bytesRead) {}
