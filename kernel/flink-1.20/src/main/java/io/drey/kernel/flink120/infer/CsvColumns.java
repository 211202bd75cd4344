package io.drey.kernel.flink120.infer;

import io.drey.protocol.CatalogMessages.ProbedColumn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.MappingIterator;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.dataformat.csv.CsvMapper;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.dataformat.csv.CsvParser;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.dataformat.csv.CsvSchema;
import org.jspecify.annotations.Nullable;

/** Reads the columns of CSV from its first rows. */
final class CsvColumns {
    /** The format's option. */
    static final String DELIMITER = "csv.field-delimiter";

    private static final String DELIMITERS = ",;\t|";

    private CsvColumns() {}

    static void read(TextHead text, DraftBuilder draft) {
        char delimiter = delimiter(text.lines().get(0));
        List<String[]> rows = new ArrayList<>();
        try {
            // A quoted field may hold line breaks, so rows are read from lines and not from one
            // each.
            readRows(String.join("\n", text.lines()), delimiter, rows);
        } catch (IOException e) {
            // The lines that were read may end within such a field.
            if (!text.isMore() || rows.isEmpty()) {
                throw FileProbe.unreadable(
                        "After " + rows.size() + " rows the file is no CSV: " + e.getMessage());
            }
        }
        boolean hasHeader = hasHeader(rows);
        List<String[]> data = hasHeader ? rows.subList(1, rows.size()) : rows;
        List<ProbedColumn> columns = columns(rows.get(0), data, hasHeader);
        boolean hasTypes =
                columns.stream().anyMatch(one -> !one.type().equals(TextType.STRING.sql()));
        draft.columns(columns).note(FileProbe.looked(data.size(), text.isMore()));
        writtenDelimiter(delimiter).ifPresent(it -> draft.option(DELIMITER, it));
        if (hasHeader) {
            if (hasTypes) {
                draft.option("csv.ignore-parse-errors", "true");
            }
            draft.note(
                    "The first line holds names. Flink's CSV format cannot skip it: it is read as a"
                            + " row"
                            + (hasTypes
                                    ? ", its numbers and times as NULL; so is every other value"
                                            + " that does not fit its type."
                                    : "."));
        }
    }

    /**
     * Rows of text without names.
     *
     * @param delimiter as an option of the format; null for its default
     */
    record Rows(List<ProbedColumn> columns, @Nullable String delimiter) {}

    /** Reads texts of one row each; empty if they have not all the same number of fields. */
    static Optional<Rows> ofRows(List<String> texts) {
        char delimiter = delimiter(texts.get(0));
        try {
            List<String[]> rows = new ArrayList<>();
            for (String text : texts) {
                List<String[]> found = new ArrayList<>();
                readRows(text, delimiter, found);
                if (found.size() != 1 || found.get(0).length < 2) {
                    return Optional.empty();
                }
                rows.add(found.get(0));
            }
            int width = rows.get(0).length;
            return rows.stream().allMatch(row -> row.length == width)
                    ? Optional.of(
                            new Rows(
                                    columns(rows.get(0), rows, false),
                                    writtenDelimiter(delimiter).orElse(null)))
                    : Optional.empty();
        } catch (IOException e) {
            // Quotes that do not end: it is some other text.
            return Optional.empty();
        }
    }

    private static Optional<String> writtenDelimiter(char delimiter) {
        return switch (delimiter) {
            case ',' -> Optional.empty();
            case '\t' -> Optional.of("\\t");
            default -> Optional.of(String.valueOf(delimiter));
        };
    }

    private static char delimiter(String line) {
        char best = ',';
        long most = 0;
        for (char one : DELIMITERS.toCharArray()) {
            long count = line.chars().filter(c -> c == one).count();
            if (count > most) {
                best = one;
                most = count;
            }
        }
        return best;
    }

    /** Adds the rows there are, until one cannot be read. */
    private static void readRows(String text, char delimiter, List<String[]> rows)
            throws IOException {
        CsvMapper mapper = new CsvMapper();
        mapper.enable(CsvParser.Feature.WRAP_AS_ARRAY);
        CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(delimiter);
        try (MappingIterator<String[]> found =
                mapper.readerFor(String[].class).with(schema).readValues(text)) {
            while (found.hasNextValue()) {
                rows.add(found.nextValue());
            }
        }
    }

    /** Names are texts, each once; below them, where anything is typed, there is something else. */
    private static boolean hasHeader(List<String[]> rows) {
        HashSet<String> names = new HashSet<>();
        for (String name : rows.get(0)) {
            boolean isName = name.matches("[\\p{L}_][\\p{L}\\p{N}_ .()/#%-]*");
            if (!isName || TextType.of(name) != TextType.STRING || !names.add(name)) {
                return false;
            }
        }
        return rows.size() > 1;
    }

    private static List<ProbedColumn> columns(
            String[] first, List<String[]> data, boolean hasHeader) {
        List<ProbedColumn> columns = new ArrayList<>();
        for (int i = 0; i < first.length; i++) {
            TextType type = TextType.NONE;
            for (String[] row : data) {
                if (i < row.length && !row[i].isEmpty()) {
                    type = type.join(TextType.of(row[i].strip()));
                }
            }
            columns.add(
                    new ProbedColumn(
                            hasHeader ? first[i].strip() : "c" + (i + 1), type.sql(), true));
        }
        return columns;
    }
}
