package io.drey.server.result.arrange;

import io.drey.arrow.ArrowField;
import io.drey.arrow.ArrowSchema;
import io.drey.arrow.ArrowType;
import io.drey.arrow.ArrowType.Kind;
import io.drey.arrow.ColumnReader;
import io.drey.arrow.RecordBatchView;
import io.drey.model.Arrangement;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.RowFilter;
import io.drey.model.RowFilter.Op;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/** Decides which rows are wanted. Immutable. */
interface RowTest {
    /** The test for the rows of one batch. */
    IntPredicate on(RecordBatchView batch);

    /**
     * The tests that a row has to pass.
     *
     * @throws DreyException COLUMN_NOT_FOUND, or BAD_REQUEST where a value does not fit its column
     */
    static List<RowTest> of(Arrangement arrangement, ArrowSchema schema) {
        List<RowTest> tests = new ArrayList<>();
        for (RowFilter filter : arrangement.filters()) {
            tests.add(of(filter, schema));
        }
        String search = arrangement.search();
        if (search != null) {
            tests.add(search(new TextSearch(search, false), schema));
        }
        return tests;
    }

    private static RowTest of(RowFilter filter, ArrowSchema schema) {
        int column = Columns.indexOf(schema, filter.column());
        ArrowType type = schema.fields().get(column).type();
        requireValues(filter);
        return switch (filter.op()) {
            case IS_NULL -> batch -> batch.column(column)::isNull;
            case NOT_NULL -> batch -> row -> !batch.column(column).isNull(row);
            case CONTAINS, STARTS_WITH ->
                    text(
                            column,
                            new TextSearch(filter.values().get(0), filter.op() == Op.STARTS_WITH));
            case EQUALS, NOT_EQUALS, LESS, AT_MOST, AT_LEAST, GREATER, BETWEEN, IN ->
                    compared(filter, column, type);
        };
    }

    private static RowTest compared(RowFilter filter, int column, ArrowType type) {
        if (!OrderKey.isOrdered(type)) {
            throw new DreyException(
                    DreyErrorCode.BAD_REQUEST,
                    "filter on "
                            + filter.column()
                            + ": nested values cannot be compared (expected: contains,"
                            + " starts-with, is-null or not-null)");
        }
        boolean isReversed = filter.op() == Op.NOT_EQUALS;
        if (OrderKey.isLong(type)) {
            KeyRanges ranges = KeyRanges.of(type, filter);
            return batch -> keys(batch.column(column), type.kind(), ranges, isReversed);
        }
        if (type.kind() == Kind.DECIMAL) {
            List<BigDecimal> values =
                    filter.values().stream()
                            .map(text -> FilterValue.exact(filter.column(), type, text))
                            .map(value -> value.movePointLeft(type.scale()))
                            .toList();
            return batch -> {
                ColumnReader reader = batch.column(column);
                return row ->
                        !reader.isNull(row) && passes(filter.op(), reader.getDecimal(row), values);
            };
        }
        List<ByteString> values =
                filter.values().stream()
                        .map(
                                text ->
                                        type.kind() == Kind.UTF8
                                                ? ByteString.of(text)
                                                : new ByteString(
                                                        FilterValue.binary(filter.column(), text)))
                        .toList();
        return batch -> {
            ColumnReader reader = batch.column(column);
            return row ->
                    !reader.isNull(row)
                            && passes(filter.op(), new ByteString(reader.getBytes(row)), values);
        };
    }

    private static IntPredicate keys(
            ColumnReader reader, Kind kind, KeyRanges ranges, boolean isReversed) {
        return row ->
                !reader.isNull(row) && ranges.contain(OrderKey.of(reader, kind, row)) != isReversed;
    }

    private static <T extends Comparable<T>> boolean passes(Op op, T value, List<T> values) {
        int first = value.compareTo(values.get(0));
        return switch (op) {
            case EQUALS -> first == 0;
            case NOT_EQUALS -> first != 0;
            case LESS -> first < 0;
            case AT_MOST -> first <= 0;
            case AT_LEAST -> first >= 0;
            case GREATER -> first > 0;
            case BETWEEN -> first >= 0 && value.compareTo(values.get(1)) <= 0;
            default -> values.stream().anyMatch(each -> value.compareTo(each) == 0);
        };
    }

    private static RowTest text(int column, TextSearch search) {
        return batch -> search.on(batch.column(column));
    }

    private static RowTest search(TextSearch search, ArrowSchema schema) {
        List<ArrowField> fields = schema.fields();
        List<Integer> columns = new ArrayList<>();
        for (int i = 1; i < fields.size(); i++) {
            if (search.canBeIn(fields.get(i).type().kind())) {
                columns.add(i);
            }
        }
        return batch -> {
            IntPredicate[] tests =
                    columns.stream()
                            .map(column -> search.on(batch.column(column)))
                            .toArray(IntPredicate[]::new);
            return row -> isInSome(tests, row);
        };
    }

    private static boolean isInSome(IntPredicate[] tests, int row) {
        for (IntPredicate test : tests) {
            if (test.test(row)) {
                return true;
            }
        }
        return false;
    }

    private static void requireValues(RowFilter filter) {
        int given = filter.values().size();
        boolean fits =
                switch (filter.op()) {
                    case IS_NULL, NOT_NULL -> given == 0;
                    case BETWEEN -> given == 2;
                    case IN -> given > 0;
                    default -> given == 1;
                };
        if (!fits) {
            throw new DreyException(
                    DreyErrorCode.BAD_REQUEST,
                    "filter on "
                            + filter.column()
                            + ": "
                            + given
                            + " values (expected: two for between, none for is-null and not-null,"
                            + " some for in, else one)");
        }
    }

    /** Bytes in the order of their unsigned values, which for UTF-8 is that of code points. */
    record ByteString(byte[] bytes) implements Comparable<ByteString> {
        static ByteString of(String text) {
            return new ByteString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }

        @Override
        public int compareTo(ByteString that) {
            return Arrays.compareUnsigned(bytes, that.bytes);
        }
    }
}
