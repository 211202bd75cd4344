package io.drey.kernel.flink120.infer;

import io.drey.protocol.CatalogMessages.ProbedColumn;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.MappingIterator;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.dataformat.csv.CsvMapper;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.dataformat.csv.CsvParser;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.dataformat.csv.CsvSchema;

/** Reads the columns of CSV from its first rows. */
final class CsvColumns {
    private static final String DELIMITERS = ",;\t|";

    private CsvColumns() {}

    static Found read(BufferedReader text, int most) throws IOException {
        List<String> lines = new ArrayList<>();
        String line = text.readLine();
        // A quoted field may hold line breaks, so rows are read from lines and not from one each.
        while (line != null && lines.size() < most) {
            lines.add(line);
            line = text.readLine();
        }
        if (lines.isEmpty()) {
            return FileProbe.nothing();
        }
        char delimiter = delimiter(lines.get(0));
        List<String[]> rows = rows(String.join("\n", lines), delimiter);
        boolean hasHeader = hasHeader(rows);
        List<String[]> data = hasHeader ? rows.subList(1, rows.size()) : rows;
        List<ProbedColumn> columns = columns(rows.get(0), data, hasHeader);
        Map<String, String> options = new LinkedHashMap<>();
        if (delimiter != ',') {
            options.put(
                    "csv.field-delimiter", delimiter == '\t' ? "\\t" : String.valueOf(delimiter));
        }
        List<String> notes = new ArrayList<>();
        notes.add(FileProbe.looked(data.size(), line != null));
        if (hasHeader) {
            boolean hasTypes =
                    columns.stream().anyMatch(one -> !one.type().equals(TextTypes.STRING));
            if (hasTypes) {
                options.put("csv.ignore-parse-errors", "true");
            }
            notes.add(
                    "The first line holds names. Flink's CSV format cannot skip it: it is read as a"
                            + " row"
                            + (hasTypes
                                    ? ", its numbers and times as NULL; so is every other value"
                                            + " that does not fit its type."
                                    : "."));
        }
        return new Found(columns, List.of(), List.of(), options, notes);
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

    private static List<String[]> rows(String text, char delimiter) throws IOException {
        CsvMapper mapper = new CsvMapper();
        mapper.enable(CsvParser.Feature.WRAP_AS_ARRAY);
        CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(delimiter);
        List<String[]> rows = new ArrayList<>();
        try (MappingIterator<String[]> found =
                mapper.readerFor(String[].class).with(schema).readValues(text)) {
            found.forEachRemaining(rows::add);
        }
        return rows;
    }

    /** Names are texts, each once; below them, where anything is typed, there is something else. */
    private static boolean hasHeader(List<String[]> rows) {
        HashSet<String> names = new HashSet<>();
        for (String name : rows.get(0)) {
            boolean isName = name.matches("[\\p{L}_][\\p{L}\\p{N}_ .()/#%-]*");
            if (!isName || !TextTypes.of(name).equals(TextTypes.STRING) || !names.add(name)) {
                return false;
            }
        }
        return rows.size() > 1;
    }

    private static List<ProbedColumn> columns(
            String[] first, List<String[]> data, boolean hasHeader) {
        List<ProbedColumn> columns = new ArrayList<>();
        for (int i = 0; i < first.length; i++) {
            String type = "";
            for (String[] row : data) {
                if (i < row.length && !row[i].isEmpty()) {
                    type = TextTypes.join(type, TextTypes.of(row[i].strip()));
                }
            }
            columns.add(
                    new ProbedColumn(
                            hasHeader ? first[i].strip() : "c" + (i + 1),
                            type.isEmpty() ? TextTypes.STRING : type,
                            true));
        }
        return columns;
    }
}
