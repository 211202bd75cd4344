package io.drey.kernel.flink120.text;

import io.drey.kernel.flink120.text.Relation.Item;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Finds the relations that are in scope at a caret: tables of FROM and JOIN, aliases, subqueries,
 * common table expressions and windows. It reads tokens alone, so that unfinished and wrong queries
 * have a scope as well.
 */
final class ScopeReader {
    private static final Set<String> SET_OPERATORS = Set.of("UNION", "INTERSECT", "EXCEPT");
    private static final Set<String> ENDS_FROM =
            Set.of("WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "WINDOW", "SELECT", "ON", "USING");
    private static final Set<String> NO_ALIAS =
            Set.of(
                    "WHERE",
                    "GROUP",
                    "ORDER",
                    "JOIN",
                    "LEFT",
                    "RIGHT",
                    "INNER",
                    "FULL",
                    "CROSS",
                    "ON",
                    "UNION",
                    "LIMIT",
                    "HAVING",
                    "WINDOW",
                    "SELECT",
                    "VALUES",
                    "FOR",
                    "USING",
                    "MATCH_RECOGNIZE",
                    "SET",
                    "NATURAL",
                    "INTERSECT",
                    "EXCEPT",
                    "WITH",
                    "FROM",
                    "OFFSET",
                    "FETCH",
                    "TABLESAMPLE",
                    "PARTITION",
                    "AND",
                    "OR",
                    "AS");
    private static final Set<String> WINDOWS = Set.of("TUMBLE", "HOP", "CUMULATE", "SESSION");
    private static final List<Item> WINDOW_COLUMNS =
            List.of(
                    Item.of("window_start", "TIMESTAMP(3)"),
                    Item.of("window_end", "TIMESTAMP(3)"),
                    Item.of("window_time", "TIMESTAMP(3)"));

    private final TokenText text;
    private final int caret;
    private List<Relation> found = List.of();
    private Map<String, Relation> foundNamed = Map.of();

    private ScopeReader(TokenText text, int caret) {
        this.text = text;
        this.caret = caret;
    }

    /**
     * What a caret sees.
     *
     * @param relations those of its query first, then those of the queries around it
     * @param named what can be read by name without being in a catalog, by lower-case name
     */
    record Scope(List<Relation> relations, Map<String, Relation> named) {}

    /** Looks from in front of the token with the given index. */
    static Scope at(TokenText statement, int caret, Map<String, Relation> known) {
        ScopeReader reader = new ScopeReader(statement, caret);
        reader.foundNamed = known;
        reader.query(0, statement.size(), known, List.of());
        return new Scope(reader.found, reader.foundNamed);
    }

    /** The columns of the query that begins at an index. */
    static List<Item> output(TokenText statement, int from, Map<String, Relation> known) {
        return new ScopeReader(statement, -1).query(from, statement.size(), known, List.of());
    }

    /** Reads a query and gives its columns. */
    private List<Item> query(
            int from, int to, Map<String, Relation> outerNamed, List<Relation> outer) {
        Map<String, Relation> named = new HashMap<>(outerNamed);
        int start = from;
        for (int i = from; i < to && !text.is(i, "SELECT"); i++) {
            if (text.is(i, "WITH") && text.isName(i + 1)) {
                start = commonTables(i + 1, to, named, outer);
                break;
            }
            if (text.is(i, "(")) {
                i = text.closing(i);
            }
        }
        List<Item> output = null;
        int blockStart = start;
        for (int i = start; i <= to; i++) {
            if (i == to || text.isAny(i, SET_OPERATORS)) {
                List<Item> items = block(blockStart, i, named, outer);
                output = output == null ? items : output;
                blockStart = i + 1;
            } else if (text.is(i, "(")) {
                i = Math.min(text.closing(i), to - 1);
            }
        }
        return output == null ? List.of() : output;
    }

    private int commonTables(int from, int to, Map<String, Relation> named, List<Relation> outer) {
        int i = from;
        while (i < to && text.isName(i)) {
            String name = text.name(i);
            int next = i + 1;
            List<Item> columns = List.of();
            if (text.is(next, "(")) {
                columns = TableText.columns(text, next);
                next = text.closing(next) + 1;
            }
            if (!text.is(next, "AS") || !text.is(next + 1, "(")) {
                return next;
            }
            int end = text.closing(next + 1);
            List<Item> output = query(next + 2, Math.min(end, to), named, outer);
            named.put(
                    name.toLowerCase(Locale.ROOT),
                    new Relation(name, List.of(), columns.isEmpty() ? output : columns));
            i = end + 1;
            if (!text.is(i, ",")) {
                return i;
            }
            i++;
        }
        return i;
    }

    /** One SELECT of a query. */
    private List<Item> block(int from, int to, Map<String, Relation> named, List<Relation> outer) {
        List<Relation> relations = new ArrayList<>();
        int select = -1;
        int selectEnd = to;
        boolean isInFrom = false;
        List<Integer> parentheses = new ArrayList<>();
        for (int i = from; i < to; i++) {
            if (text.is(i, "SELECT")) {
                select = i;
            }
            if (text.is(i, "FROM") && select >= 0 && selectEnd == to) {
                selectEnd = i;
            }
            boolean isSource =
                    text.is(i, "FROM")
                            || text.is(i, "JOIN")
                            || text.is(i, "UPDATE")
                            || (isInFrom && text.is(i, ","));
            if (isSource) {
                isInFrom = true;
                i = source(i + 1, to, relations, named, outer) - 1;
            } else if (text.isAny(i, ENDS_FROM)) {
                isInFrom = false;
            } else if (text.is(i, "(")) {
                parentheses.add(i);
                i = text.closing(i);
            }
        }
        List<Relation> all = new ArrayList<>(relations);
        all.addAll(outer);
        if (from <= caret && caret <= to && found.isEmpty()) {
            lookInside(parentheses, named, all);
        }
        return select < 0 ? List.of() : items(select + 1, selectEnd, relations);
    }

    /** Notes what the caret sees, unless it is inside a query of its own. */
    private void lookInside(
            List<Integer> parentheses, Map<String, Relation> named, List<Relation> relations) {
        for (int open : parentheses) {
            int end = text.closing(open);
            if (open < caret && caret <= end && hasQuery(open + 1, end)) {
                query(open + 1, end, named, relations);
                if (!found.isEmpty()) {
                    return;
                }
            }
        }
        found = relations;
        foundNamed = named;
    }

    private boolean hasQuery(int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.is(i, "SELECT") || text.is(i, "FROM")) {
                return true;
            }
        }
        return false;
    }

    /** Reads what follows FROM, JOIN or a comma; gives the index after it. */
    private int source(
            int from,
            int to,
            List<Relation> relations,
            Map<String, Relation> named,
            List<Relation> outer) {
        int i = text.is(from, "LATERAL") ? from + 1 : from;
        if (i >= to) {
            return from;
        }
        if (text.is(i, "(")) {
            int end = Math.min(text.closing(i), to);
            boolean isQuery = text.isAny(i + 1, Set.of("SELECT", "WITH", "("));
            if (!isQuery) {
                source(i + 1, end, relations, named, outer);
                return end + 1;
            }
            List<Item> columns = query(i + 1, end, named, outer);
            return alias(end + 1, to, new Relation("", List.of(), columns), relations);
        }
        if (text.is(i, "TABLE") && text.is(i + 1, "(") || text.is(i, "UNNEST")) {
            int open = i + 1;
            int end = Math.min(text.closing(open), to);
            return alias(end + 1, to, tableFunction(open, end, named), relations);
        }
        if (!text.isName(i) || (text.isWord(i) && text.isAny(i, NO_ALIAS))) {
            return from;
        }
        int end = TableText.pathEnd(text, i);
        Relation relation = named(i, end, named);
        if (text.is(end, "/*+")) {
            while (end < to && !text.is(end, "*/")) {
                end++;
            }
            end++;
        }
        return alias(end, to, relation, relations);
    }

    private Relation named(int from, int end, Map<String, Relation> named) {
        List<String> path = new ArrayList<>();
        for (int i = from; i < end; i += 2) {
            path.add(text.name(i));
        }
        String name = path.get(path.size() - 1);
        Relation known = path.size() == 1 ? named.get(name.toLowerCase(Locale.ROOT)) : null;
        return known == null ? new Relation(name, path, List.of()) : known.as(name);
    }

    /** A call such as {@code TUMBLE(TABLE orders, …)}: the table's columns and the window's. */
    private Relation tableFunction(int open, int end, Map<String, Relation> named) {
        boolean isWindow = text.isAny(open + 1, WINDOWS);
        for (int i = open + 1; i + 1 < end; i++) {
            if (text.is(i, "TABLE") && text.isName(i + 1)) {
                Relation table = named(i + 1, TableText.pathEnd(text, i + 1), named);
                List<Item> columns = new ArrayList<>(table.columns());
                if (isWindow) {
                    columns.addAll(WINDOW_COLUMNS);
                }
                return new Relation("", table.path(), columns);
            }
        }
        return new Relation("", List.of(), List.of());
    }

    /** Gives a relation the alias that follows it, if one does; gives the index after it. */
    private int alias(int from, int to, Relation relation, List<Relation> relations) {
        int i = text.is(from, "AS") ? from + 1 : from;
        boolean hasAlias = i < to && text.isName(i) && !(text.isWord(i) && text.isAny(i, NO_ALIAS));
        if (!hasAlias) {
            relations.add(relation);
            return from;
        }
        Relation named = relation.as(text.name(i));
        i++;
        if (text.is(i, "(")) {
            List<Item> columns = TableText.columns(text, i);
            named = new Relation(named.name(), List.of(), columns);
            i = text.closing(i) + 1;
        }
        relations.add(named);
        return i;
    }

    private List<Item> items(int from, int to, List<Relation> relations) {
        List<Item> items = new ArrayList<>();
        int start = from;
        for (int i = from; i <= to; i++) {
            if (i == to || text.is(i, ",")) {
                item(start, i, relations, items);
                start = i + 1;
            } else if (text.is(i, "(")) {
                i = Math.min(text.closing(i), to - 1);
            }
        }
        return items;
    }

    private void item(int from, int to, List<Relation> relations, List<Item> items) {
        if (from >= to) {
            return;
        }
        int last = to - 1;
        List<Relation> sources = relations;
        boolean isPlain = TableText.pathEnd(text, from) == to;
        if ((isPlain || text.is(last, "*")) && last > from) {
            String qualifier = text.name(last - 2);
            sources = relations.stream().filter(r -> r.name().equalsIgnoreCase(qualifier)).toList();
        }
        if (text.is(last, "*")) {
            items.add(new Item("*", null, sources));
        } else if (isPlain) {
            items.add(new Item(text.name(last), null, sources));
        } else if (text.isName(last) && !text.is(last, "END")) {
            items.add(Item.of(text.name(last)));
        }
    }
}
