package io.drey.server.result.arrange;

import io.drey.arrow.ArrowType;
import io.drey.arrow.ArrowType.Kind;
import io.drey.model.RowFilter;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys that pass a filter, as ranges with both ends included. Immutable.
 *
 * @param from the least key of each range
 * @param to the greatest
 */
record KeyRanges(long[] from, long[] to) {
    private static final BigDecimal LEAST = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal GREATEST = BigDecimal.valueOf(Long.MAX_VALUE);

    /** What a comparison lets through; {@code NOT_EQUALS} is the reverse of these of EQUALS. */
    static KeyRanges of(ArrowType type, RowFilter filter) {
        List<long[]> ranges = new ArrayList<>();
        List<String> values = filter.values();
        switch (filter.op()) {
            case BETWEEN -> {
                Ends from = ends(filter.column(), type, values.get(0));
                Ends to = ends(filter.column(), type, values.get(1));
                add(ranges, from.atLeast, to.atMost);
            }
            default -> {
                for (String value : values) {
                    add(ranges, filter.op(), ends(filter.column(), type, value));
                }
            }
        }
        return new KeyRanges(
                ranges.stream().mapToLong(range -> range[0]).toArray(),
                ranges.stream().mapToLong(range -> range[1]).toArray());
    }

    boolean contain(long key) {
        for (int i = 0; i < from.length; i++) {
            if (key >= from[i] && key <= to[i]) {
                return true;
            }
        }
        return false;
    }

    /** A value between keys has none of its own: its neighbours tell where it is. */
    private record Ends(BigDecimal atLeast, BigDecimal atMost) {}

    private static Ends ends(String column, ArrowType type, String text) {
        if (type.kind() == Kind.BOOL) {
            BigDecimal key = BigDecimal.valueOf(FilterValue.bool(column, text) ? 1 : 0);
            return new Ends(key, key);
        }
        if (type.kind() == Kind.FLOAT32 || type.kind() == Kind.FLOAT64) {
            double value = FilterValue.floating(column, type, text);
            BigDecimal key = BigDecimal.valueOf(OrderKey.of(value));
            return new Ends(key, key);
        }
        BigDecimal exact = FilterValue.exact(column, type, text);
        return new Ends(
                exact.setScale(0, RoundingMode.CEILING), exact.setScale(0, RoundingMode.FLOOR));
    }

    private static void add(List<long[]> ranges, RowFilter.Op op, Ends ends) {
        switch (op) {
            case LESS -> add(ranges, LEAST, ends.atLeast.subtract(BigDecimal.ONE));
            case AT_MOST -> add(ranges, LEAST, ends.atMost);
            case AT_LEAST -> add(ranges, ends.atLeast, GREATEST);
            case GREATER -> add(ranges, ends.atMost.add(BigDecimal.ONE), GREATEST);
            default -> add(ranges, ends.atLeast, ends.atMost);
        }
    }

    private static void add(List<long[]> ranges, BigDecimal from, BigDecimal to) {
        if (from.compareTo(to) <= 0 && from.compareTo(GREATEST) <= 0 && to.compareTo(LEAST) >= 0) {
            ranges.add(new long[] {from.max(LEAST).longValue(), to.min(GREATEST).longValue()});
        }
    }
}
