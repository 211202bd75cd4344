package io.drey.cli.sql;

import static java.util.Objects.requireNonNull;

import io.drey.model.Arrangement;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.RowFilter;
import io.drey.model.RowFilter.Op;
import io.drey.model.SortColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads how rows are to be arranged, as it is written on a command line. */
public final class ArrangementText {
    private static final Pattern FILTER =
            Pattern.compile(
                    "(?<column>`(?:[^`]|``)+`|[^\\s=<>!`]+)\\s*"
                            + "(?<op><=|>=|<>|!=|=|<|>|\\b(?i:is\\s+not\\s+null|is\\s+null|in|between"
                            + "|contains|starts-with)\\b)\\s*(?<values>.*)",
                    Pattern.DOTALL);
    private static final Map<String, Op> OPS = new LinkedHashMap<>();

    static {
        OPS.put("=", Op.EQUALS);
        OPS.put("!=", Op.NOT_EQUALS);
        OPS.put("<>", Op.NOT_EQUALS);
        OPS.put("<", Op.LESS);
        OPS.put("<=", Op.AT_MOST);
        OPS.put(">", Op.GREATER);
        OPS.put(">=", Op.AT_LEAST);
        OPS.put("between", Op.BETWEEN);
        OPS.put("contains", Op.CONTAINS);
        OPS.put("starts-with", Op.STARTS_WITH);
        OPS.put("in", Op.IN);
        OPS.put("is null", Op.IS_NULL);
        OPS.put("is not null", Op.NOT_NULL);
    }

    private ArrangementText() {}

    /**
     * Reads sort columns such as {@code price:desc} and filters such as {@code carrier in AA,DL}.
     *
     * @throws DreyException BAD_REQUEST with what was expected
     */
    public static Arrangement parse(
            List<String> sort, List<String> where, @Nullable String search) {
        return new Arrangement(
                sort.stream().map(ArrangementText::sortColumn).toList(),
                where.stream().map(ArrangementText::filter).toList(),
                search);
    }

    private static SortColumn sortColumn(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        boolean isDescending = lower.endsWith(":desc");
        boolean isNamed = isDescending || lower.endsWith(":asc");
        String column = isNamed ? text.substring(0, text.lastIndexOf(':')) : text;
        return new SortColumn(name(column), isDescending);
    }

    private static RowFilter filter(String text) {
        Matcher parts = FILTER.matcher(text.strip());
        if (!parts.matches()) {
            throw new DreyException(
                    DreyErrorCode.BAD_REQUEST,
                    "--where: '"
                            + text
                            + "' (expected: a column, one of "
                            + String.join(" ", OPS.keySet())
                            + ", and values separated by commas; such as \"carrier in AA,DL\")");
        }
        String written = parts.group("op").toLowerCase(Locale.ROOT);
        Op op = requireNonNull(OPS.get(written.replaceAll("\\s+", " ")), written);
        String values = parts.group("values");
        boolean isList = op == Op.IN || op == Op.BETWEEN;
        boolean isNone = op == Op.IS_NULL || op == Op.NOT_NULL;
        if (isNone && !values.isEmpty()) {
            throw new DreyException(
                    DreyErrorCode.BAD_REQUEST,
                    "--where: '" + text + "': '" + values + "' (expected: nothing after it)");
        }
        return new RowFilter(
                name(parts.group("column")),
                op,
                isNone ? List.of() : isList ? split(values) : List.of(unquoted(values)));
    }

    private static String name(String column) {
        return column.startsWith("`") && column.endsWith("`") && column.length() > 1
                ? column.substring(1, column.length() - 1).replace("``", "`")
                : column;
    }

    /** Values in single quotes may hold commas. */
    private static List<String> split(String values) {
        List<String> all = new ArrayList<>();
        Matcher one = Pattern.compile("\\s*('(?:[^']|'')*'|[^,]*?)\\s*(?:,|$)").matcher(values);
        while (one.find() && !(one.hitEnd() && one.group().isEmpty())) {
            all.add(unquoted(one.group(1)));
        }
        return all;
    }

    private static String unquoted(String value) {
        return value.length() > 1 && value.startsWith("'") && value.endsWith("'")
                ? value.substring(1, value.length() - 1).replace("''", "'")
                : value;
    }
}
