package io.drey.server.result.log;

import java.util.Arrays;

/** Finds about where in a segment a row or a frame lies: one entry per stretch. Thread-safe. */
final class SparseIndex {
    private static final long STRETCH_BYTES = 64 << 10;

    private long[] positions = new long[16];
    private long[] rows = new long[16];
    private long[] frames = new long[16];
    private long[] times = new long[16];
    private int size;

    /** A place to start reading from, with the number of the first row there. */
    record Start(long position, long row) {}

    /** Notes a batch; most are passed over. Batches come in order. */
    synchronized void note(long position, long row, long frame, long time) {
        if (size > 0 && position - positions[size - 1] < STRETCH_BYTES) {
            return;
        }
        if (size == positions.length) {
            positions = Arrays.copyOf(positions, size * 2);
            rows = Arrays.copyOf(rows, size * 2);
            frames = Arrays.copyOf(frames, size * 2);
            times = Arrays.copyOf(times, size * 2);
        }
        positions[size] = position;
        rows[size] = row;
        times[size] = time;
        frames[size++] = frame;
    }

    /** The last noted place at or before a row, or the fallback. */
    synchronized Start byRow(long row, Start fallback) {
        return at(Arrays.binarySearch(rows, 0, size, row), fallback);
    }

    /** The last noted place at or before a frame, or the fallback. */
    synchronized Start byFrame(long frame, Start fallback) {
        return at(Arrays.binarySearch(frames, 0, size, frame), fallback);
    }

    /** The last noted place whose batch came before a time, or the fallback. */
    synchronized Start byTime(long time, Start fallback) {
        int index = size - 1;
        while (index >= 0 && times[index] >= time) {
            index--;
        }
        return at(index, fallback);
    }

    private Start at(int found, Start fallback) {
        int index = found >= 0 ? found : -found - 2;
        return index < 0 ? fallback : new Start(positions[index], rows[index]);
    }
}
