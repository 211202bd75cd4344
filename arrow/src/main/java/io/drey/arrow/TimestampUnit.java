package io.drey.arrow;

/** What one step of a timestamp column is. */
public enum TimestampUnit {
    SECOND(1L, "s"),
    MILLI(1_000L, "ms"),
    MICRO(1_000_000L, "us"),
    NANO(1_000_000_000L, "ns");

    private final long perSecond;
    private final String symbol;

    TimestampUnit(long perSecond, String symbol) {
        this.perSecond = perSecond;
        this.symbol = symbol;
    }

    /** Returns the coarsest unit that keeps this many fraction digits (0 to 9). */
    public static TimestampUnit ofPrecision(int digits) {
        if (digits < 0 || digits > 9) {
            throw new IllegalArgumentException("precision: " + digits + " (expected: 0 to 9)");
        }
        if (digits == 0) {
            return SECOND;
        }
        if (digits <= 3) {
            return MILLI;
        }
        return digits <= 6 ? MICRO : NANO;
    }

    public long perSecond() {
        return perSecond;
    }

    public long nanos() {
        return 1_000_000_000L / perSecond;
    }

    @Override
    public String toString() {
        return symbol;
    }
}
