package io.drey.bench;

/**
 * How long a query took, from sending it.
 *
 * @param firstMillis until the first row was there
 * @param totalMillis until the last one asked for
 */
record Timing(double firstMillis, double totalMillis, long rows) {
    static Timing since(long startNanos, long firstNanos, long rows) {
        return new Timing(
                (firstNanos - startNanos) / 1e6, (System.nanoTime() - startNanos) / 1e6, rows);
    }

    double rowsPerSecond() {
        return rows * 1000 / totalMillis;
    }
}
