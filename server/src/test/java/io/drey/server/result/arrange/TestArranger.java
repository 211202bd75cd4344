package io.drey.server.result.arrange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.drey.arrow.ArrowField;
import io.drey.arrow.ArrowType;
import io.drey.arrow.TimestampUnit;
import io.drey.model.Arrangement;
import io.drey.model.DreyException;
import io.drey.model.RowFilter;
import io.drey.model.RowFilter.Op;
import io.drey.model.SortColumn;
import io.drey.server.platform.NamedThreads;
import io.drey.server.result.view.RowSelection;
import io.drey.server.result.view.RowSelection.Run;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestArranger {
    private static final List<ArrowField> COLUMNS =
            List.of(
                    ArrowField.of("nr", ArrowType.INT32),
                    ArrowField.of("long", ArrowType.INT64),
                    ArrowField.of("double", ArrowType.FLOAT64),
                    ArrowField.of("float", ArrowType.FLOAT32),
                    ArrowField.of("text", ArrowType.UTF8),
                    ArrowField.of("alike", ArrowType.UTF8),
                    ArrowField.of("bytes", ArrowType.BINARY),
                    ArrowField.of("price", ArrowType.decimal(10, 2)),
                    ArrowField.of("huge", ArrowType.decimal(38, 3)),
                    ArrowField.of("flag", ArrowType.BOOL),
                    ArrowField.of("day", ArrowType.DATE),
                    ArrowField.of("clock", ArrowType.TIME),
                    ArrowField.of("local", ArrowType.timestamp(TimestampUnit.MICRO)),
                    ArrowField.of("instant", ArrowType.timestamp(TimestampUnit.MILLI, "UTC")),
                    ArrowField.list("list", ArrowField.of("element", ArrowType.INT32)));
    // The digits are those of the columns' units.
    private static final DateTimeFormatter SHOWN_LOCAL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);
    private static final DateTimeFormatter SHOWN_INSTANT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT);
    private static final DateTimeFormatter SHOWN_TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final String LETTERS = "aAbBßéÉkK\u212Aſızİ 日本\0𝒳";

    private final ExecutorService helper = NamedThreads.fixed("test-arrange", 1);
    @TempDir private Path directory;

    @AfterEach
    void stop() {
        NamedThreads.close(helper);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void sortsLikeAPlainSort(long seed) throws IOException {
        Random random = new Random(seed);
        // Below and above what is sorted in memory, and what two threads read.
        int rows = new int[] {0, 7, 1000, 40_000, 60_000, 201_000}[(int) seed - 1];
        TestingTable table = new TestingTable(COLUMNS, rows(random, rows), 777);
        for (int round = 0; round < (rows > 100_000 ? 2 : 5); round++) {
            List<SortColumn> sort = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(3); i++) {
                sort.add(new SortColumn(ordered(random), random.nextBoolean()));
            }
            Arrangement wanted = new Arrangement(sort, null, null);
            List<Integer> expected = IntStream.range(0, rows).boxed().toList();
            expected = expected.stream().sorted(order(table, sort)).toList();
            assertThat(numbers(table, wanted)).as("%s", sort).isEqualTo(expected);
        }
    }

    @Test
    void manyRowsArePickedBitByBitThoughTheArrangementIsClosedMeanwhile() throws IOException {
        TestingTable table = new TestingTable(COLUMNS.subList(0, 2), numbers(300_000), 5000);
        Arrangement wanted = new Arrangement(List.of(new SortColumn("nr", true)), null, null);
        Arranger arranger = new Arranger(table.schema, wanted);
        ArrangedRows arranged = arranger.begin(table, directory);
        arranger.work(arranged, directory, helper, () -> {});
        int count = 0;
        try (RowSelection picked = arranged.pick(0, Integer.MAX_VALUE)) {
            arranged.close();
            for (var run = picked.next(); run != null; run = picked.next()) {
                count += run.count();
            }
            assertThat(table.isClosed).isFalse();
        }
        assertThat(count).isEqualTo(300_000);
        assertThat(table.largestPick).isLessThanOrEqualTo(1 << 17);
        assertThat(table.isClosed).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void filtersAndSearchesLikeAPlainLoop(long seed) throws IOException {
        Random random = new Random(seed);
        int rows = seed == 3 ? 201_000 : 5000;
        TestingTable table = new TestingTable(COLUMNS, rows(random, rows), 500);
        for (int round = 0; round < (seed == 3 ? 3 : 60); round++) {
            String column = ordered(random);
            Op[] ops = Op.values();
            Op op = ops[random.nextInt(ops.length)];
            List<String> values = new ArrayList<>();
            int count =
                    switch (op) {
                        case IS_NULL, NOT_NULL -> 0;
                        case BETWEEN -> 2;
                        case IN -> 3;
                        default -> 1;
                    };
            for (int i = 0; i < count; i++) {
                values.add(some(random, table, column));
            }
            RowFilter filter = new RowFilter(column, op, values);
            List<SortColumn> sort =
                    random.nextBoolean()
                            ? List.of()
                            : List.of(new SortColumn(ordered(random), random.nextBoolean()));
            Arrangement wanted = new Arrangement(sort, List.of(filter), null);
            Predicate<Integer> test = row -> passes(filter, at(table, row, column));
            List<Integer> expected =
                    IntStream.range(0, rows)
                            .boxed()
                            .filter(test)
                            .sorted(order(table, sort))
                            .toList();
            assertThat(numbers(table, wanted)).as("%s", filter).isEqualTo(expected);
        }
        for (String search :
                List.of("a", "K", "ß", "é", "日", "12", "nan", "-", "10:", "00.0", "true")) {
            List<Integer> expected =
                    IntStream.range(0, rows)
                            .boxed()
                            .filter(row -> has(table, row, search))
                            .toList();
            assertThat(numbers(table, new Arrangement(null, null, search)))
                    .as(search)
                    .isEqualTo(expected);
        }
    }

    @Test
    void putsZerosTogetherAndNotANumberLastButNulls() throws IOException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Double value :
                Arrays.asList(0.0, null, Double.NaN, -0.0, 1e308, Double.POSITIVE_INFINITY, -1.0)) {
            rows.add(Arrays.asList(rows.size(), value));
        }
        TestingTable table =
                new TestingTable(
                        List.of(
                                ArrowField.of("nr", ArrowType.INT32),
                                ArrowField.of("d", ArrowType.FLOAT64)),
                        rows,
                        3);
        assertThat(numbers(table, sorted("d", false))).containsExactly(6, 0, 3, 4, 5, 2, 1);
        assertThat(numbers(table, sorted("d", true))).containsExactly(2, 5, 4, 0, 3, 6, 1);
    }

    @Test
    void showsTheFirstRowsBeforeTheLastStand() throws IOException {
        int rows = 300_000;
        TestingTable table = new TestingTable(COLUMNS.subList(0, 2), numbers(rows), 5000);
        Arranger arranger = new Arranger(table.schema, sorted("long", false));
        try (ArrangedRows arranged = arranger.begin(table, directory)) {
            List<Integer> standing = new ArrayList<>();
            arranger.work(arranged, directory, helper, () -> standing.add(arranged.standing()));
            assertThat(standing).isSorted().contains(0, rows).hasSizeGreaterThan(10);
            assertThat(arranged.matched()).isEqualTo(rows);
            assertThat(arranged.scanned()).isEqualTo(rows);
        }
        assertThat(table.isClosed).isTrue();
    }

    @Test
    void endsSoonWhenNobodyWantsItAnyMore() throws IOException {
        TestingTable table = new TestingTable(COLUMNS.subList(0, 2), numbers(300_000), 100);
        Arranger arranger = new Arranger(table.schema, sorted("long", false));
        try (ArrangedRows arranged = arranger.begin(table, directory)) {
            assertThatThrownBy(() -> arranger.work(arranged, directory, helper, arranged::giveUp))
                    .isInstanceOf(CancellationException.class);
            assertThat(arranged.isWhole()).isFalse();
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void saysWhatDoesNotFit() {
        TestingTable table = new TestingTable(COLUMNS, List.of(), 1);
        assertThatThrownBy(() -> new Arranger(table.schema, sorted("list", false)))
                .isInstanceOf(DreyException.class)
                .hasMessageContaining("sort by list: nested values have no order");
        assertThatThrownBy(() -> new Arranger(table.schema, sorted("nosuch", false)))
                .hasMessageContaining("column: 'nosuch' (expected: one of [nr, long");
        assertThatThrownBy(() -> filtered(table, "day", Op.LESS, "soon"))
                .hasMessageContaining("filter on day: 'soon' (expected: a date such as");
        assertThatThrownBy(() -> filtered(table, "long", Op.EQUALS, "1x"))
                .hasMessageContaining("(expected: a number)");
        assertThatThrownBy(() -> filtered(table, "long", Op.BETWEEN, "1"))
                .hasMessageContaining("1 values (expected: two for between");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e1000000", "1e999999999", "-3e-999999999", "1e2147483647"})
    void refusesNumbersThatWouldTakeForEver(String number) {
        TestingTable table = new TestingTable(COLUMNS, List.of(), 1);
        assertTimeoutPreemptively(
                Duration.ofSeconds(1),
                () -> {
                    for (String column : List.of("nr", "long", "price", "huge")) {
                        for (Op op : List.of(Op.EQUALS, Op.LESS, Op.GREATER)) {
                            assertThatThrownBy(() -> filtered(table, column, op, number))
                                    .isInstanceOf(DreyException.class)
                                    .hasMessageContaining("at most 1000 digits");
                        }
                    }
                    filtered(table, "double", Op.LESS, number);
                });
    }

    private static Arranger filtered(TestingTable table, String column, Op op, String value) {
        RowFilter filter = new RowFilter(column, op, List.of(value));
        return new Arranger(table.schema, new Arrangement(null, List.of(filter), null));
    }

    private static Arrangement sorted(String column, boolean isDescending) {
        return new Arrangement(List.of(new SortColumn(column, isDescending)), null, null);
    }

    private List<Integer> numbers(TestingTable table, Arrangement wanted) throws IOException {
        Arranger arranger = new Arranger(table.schema, wanted);
        List<Integer> numbers = new ArrayList<>();
        try (ArrangedRows arranged = arranger.begin(table, directory)) {
            arranger.work(arranged, directory, helper, () -> {});
            try (RowSelection rows = arranged.pick(0, Integer.MAX_VALUE)) {
                for (Run run = rows.next(); run != null; run = rows.next()) {
                    for (int row = run.from(); row < run.from() + run.count(); row++) {
                        numbers.add((int) run.batch().column(1).getLong(row));
                    }
                }
            }
        }
        return numbers;
    }

    private static List<List<@Nullable Object>> numbers(int rows) {
        Random random = new Random(9);
        List<List<@Nullable Object>> all = new ArrayList<>();
        for (int nr = 0; nr < rows; nr++) {
            all.add(Arrays.asList(nr, random.nextLong()));
        }
        return all;
    }

    private static List<List<@Nullable Object>> rows(Random random, int count) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int nr = 0; nr < count; nr++) {
            List<@Nullable Object> row = new ArrayList<>();
            row.add(nr);
            for (ArrowField column : COLUMNS.subList(1, COLUMNS.size())) {
                row.add(random.nextInt(9) == 0 ? null : value(random, column));
            }
            rows.add(row);
        }
        return rows;
    }

    private static Object value(Random random, ArrowField column) {
        return switch (column.name()) {
            case "long" -> random.nextInt(3) == 0 ? random.nextLong() : random.nextInt(50) - 25L;
            case "double" ->
                    List.of(
                                    0.0,
                                    -0.0,
                                    Double.NaN,
                                    Double.POSITIVE_INFINITY,
                                    Double.NEGATIVE_INFINITY,
                                    random.nextGaussian(),
                                    random.nextGaussian() * 1e300)
                            .get(random.nextInt(7));
            case "float" -> random.nextInt(20) / 10f;
            case "text" -> text(random, random.nextInt(12));
            // The same for long, as addresses are, and with an end that matters.
            case "alike" -> "https://example.org/a/long/way/" + text(random, random.nextInt(3));
            case "bytes" -> text(random, random.nextInt(4)).getBytes(StandardCharsets.UTF_8);
            case "price" -> BigDecimal.valueOf(random.nextInt(2000) - 1000, 2);
            case "huge" ->
                    new BigDecimal(new java.math.BigInteger(100 + random.nextInt(20), random), 3)
                            .multiply(BigDecimal.valueOf(random.nextBoolean() ? 1 : -1))
                            .setScale(3);
            case "flag" -> random.nextBoolean();
            case "day" -> LocalDate.ofEpochDay(random.nextInt(4_000_000) - 719_162);
            case "clock" -> LocalTime.ofSecondOfDay(random.nextInt(86_400));
            case "local" ->
                    LocalDateTime.of(1 + random.nextInt(9998), 2, 3, random.nextInt(24), 5, 6)
                            .plusNanos(random.nextInt(3) * 1000L);
            case "instant" -> Instant.ofEpochMilli(random.nextInt() * 1000L);
            default -> List.of(random.nextInt(100), random.nextInt(100));
        };
    }

    private static String text(Random random, int length) {
        int[] points = LETTERS.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return text.toString();
    }

    private static String ordered(Random random) {
        return COLUMNS.get(1 + random.nextInt(COLUMNS.size() - 2)).name();
    }

    private static String some(Random random, TestingTable table, String column) {
        Object value = null;
        while (value == null) {
            value = at(table, random.nextInt(table.count()), column);
        }
        if (value instanceof byte[] bytes) {
            return "0x" + HexFormat.of().formatHex(bytes);
        }
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
    }

    private static @Nullable Object at(TestingTable table, int row, String column) {
        return table.values.get(row).get(table.schema.indexOf(column) - 1);
    }

    private static Comparator<Integer> order(TestingTable table, List<SortColumn> sort) {
        Comparator<Integer> order = (one, other) -> 0;
        for (SortColumn column : sort) {
            Comparator<@Nullable Object> values = TestArranger::compare;
            Comparator<@Nullable Object> directed =
                    Comparator.nullsLast(column.isDescending() ? values.reversed() : values);
            order = order.thenComparing((Integer row) -> at(table, row, column.column()), directed);
        }
        return order;
    }

    @SuppressWarnings("unchecked")
    private static int compare(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Number && !(one instanceof BigDecimal) && !(one instanceof Long)) {
            double first = ((Number) one).doubleValue() + 0.0;
            return Double.compare(first, ((Number) other).doubleValue() + 0.0);
        }
        if (one instanceof String text) {
            return Arrays.compareUnsigned(
                    text.getBytes(StandardCharsets.UTF_8),
                    String.valueOf(other).getBytes(StandardCharsets.UTF_8));
        }
        if (one instanceof byte[] bytes) {
            return Arrays.compareUnsigned(bytes, (byte[]) other);
        }
        return ((Comparable<Object>) one).compareTo(other);
    }

    private static boolean passes(RowFilter filter, @Nullable Object value) {
        if (value == null || filter.op() == Op.IS_NULL) {
            return value == null && filter.op() == Op.IS_NULL;
        }
        List<Integer> signs =
                filter.values().stream()
                        .filter(text -> filter.op() != Op.CONTAINS && filter.op() != Op.STARTS_WITH)
                        .map(text -> compare(value, parse(value, text)))
                        .toList();
        return switch (filter.op()) {
            case EQUALS, IN -> signs.contains(0);
            case NOT_EQUALS -> signs.get(0) != 0;
            case LESS -> signs.get(0) < 0;
            case AT_MOST -> signs.get(0) <= 0;
            case AT_LEAST -> signs.get(0) >= 0;
            case GREATER -> signs.get(0) > 0;
            case BETWEEN -> signs.get(0) >= 0 && signs.get(1) <= 0;
            case CONTAINS -> hasText(value, filter.values().get(0));
            case STARTS_WITH ->
                    shown(value).startsWith(folded(filter.values().get(0)))
                            || standard(value).startsWith(folded(filter.values().get(0)));
            default -> true;
        };
    }

    private static Object parse(Object value, String text) {
        if (value instanceof Long) {
            return Long.valueOf(text);
        }
        if (value instanceof Double) {
            return Double.valueOf(text);
        }
        if (value instanceof Float) {
            return Float.valueOf(text);
        }
        if (value instanceof BigDecimal) {
            return new BigDecimal(text);
        }
        if (value instanceof Boolean) {
            return Boolean.valueOf(text);
        }
        if (value instanceof byte[]) {
            return HexFormat.of().parseHex(text.substring(2));
        }
        if (value instanceof LocalDate) {
            return LocalDate.parse(text);
        }
        if (value instanceof LocalTime) {
            return LocalTime.parse(text);
        }
        if (value instanceof LocalDateTime) {
            return LocalDateTime.parse(text);
        }
        return value instanceof Instant ? Instant.parse(text) : text;
    }

    private static boolean has(TestingTable table, int row, String search) {
        return table.values.get(row).stream()
                .anyMatch(value -> value != null && hasText(value, search));
    }

    private static boolean hasText(Object value, String search) {
        return shown(value).contains(folded(search)) || standard(value).contains(folded(search));
    }

    /** A time may be asked for with the T and Z of the standard, too. */
    private static String standard(Object value) {
        if (value instanceof LocalDateTime) {
            return shown(value).replace(' ', 't');
        }
        return value instanceof Instant ? shown(value).replace(' ', 't') + 'z' : shown(value);
    }

    /** The folded text of a value as the page shows it, written down anew. */
    private static String shown(Object value) {
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            String text = value.toString();
            if (number == 0) {
                return "0";
            }
            boolean isPlain = Math.abs(number) >= 1e-6 && Math.abs(number) < 1e21;
            return folded(
                    isPlain ? new BigDecimal(text).stripTrailingZeros().toPlainString() : text);
        }
        if (value instanceof byte[] bytes) {
            return "0x" + HexFormat.of().formatHex(bytes);
        }
        if (value instanceof LocalDateTime time) {
            return SHOWN_LOCAL.format(time);
        }
        if (value instanceof Instant time) {
            return SHOWN_INSTANT.format(time.atOffset(ZoneOffset.UTC));
        }
        if (value instanceof LocalTime time) {
            return SHOWN_TIME.format(time);
        }
        if (value instanceof List<?> list) {
            return list.toString().replace(" ", "");
        }
        return folded(value instanceof BigDecimal d ? d.toPlainString() : value.toString());
    }

    private static String folded(String text) {
        StringBuilder folded = new StringBuilder();
        text.codePoints()
                .map(c -> Character.toLowerCase(Character.toUpperCase(c)))
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }
}
