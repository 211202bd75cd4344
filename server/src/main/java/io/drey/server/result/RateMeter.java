package io.drey.server.result;

/** How many rows a second came of late: older ones fade. Confined to the result's lock. */
final class RateMeter {
    private static final double FADE_MILLIS = 2000;

    private double rate;
    private long updatedAt;

    void add(long rows, long nowMillis) {
        rate = faded(nowMillis) + rows * 1000 / FADE_MILLIS;
        updatedAt = nowMillis;
    }

    double at(long nowMillis) {
        double faded = faded(nowMillis);
        return faded < 0.05 ? 0 : Math.round(faded * 10) / 10.0;
    }

    private double faded(long nowMillis) {
        return rate * Math.exp(-Math.max(0, nowMillis - updatedAt) / FADE_MILLIS);
    }
}
