package io.drey.kernel.flink120.text;

import io.drey.kernel.flink120.text.Relation.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads from CREATE TABLE and CREATE VIEW what they will bring. */
final class TableText {
    private static final Set<String> NO_COLUMN =
            Set.of("WATERMARK", "PRIMARY", "CONSTRAINT", "UNIQUE", "PERIOD", "LIKE");
    private static final Set<String> AFTER_TYPE =
            Set.of("NOT", "NULL", "PRIMARY", "COMMENT", "METADATA", "AS", "CONSTRAINT");

    private TableText() {}

    /** The table or view that a statement makes; {@code known} are those made before it. */
    static Optional<Relation> made(TokenText statement, Map<String, Relation> known) {
        int at = nameIndex(statement);
        if (at < 0) {
            return Optional.empty();
        }
        int end = pathEnd(statement, at);
        String name = statement.name(end - 1);
        if (statement.is(end, "(") && !isView(statement, at)) {
            return Optional.of(new Relation(name, List.of(), columns(statement, end)));
        }
        List<Item> output = ScopeReader.output(statement, end, known);
        return output.isEmpty()
                ? Optional.empty()
                : Optional.of(new Relation(name, List.of(), output));
    }

    /** The columns between a parenthesis and the one that closes it. */
    static List<Item> columns(TokenText text, int open) {
        List<Item> columns = new ArrayList<>();
        int end = text.closing(open);
        int start = open + 1;
        int depth = 0;
        for (int i = open + 1; i <= end; i++) {
            if (i == end || (depth == 0 && text.is(i, ","))) {
                if (start < i && text.isName(start) && !text.isAny(start, NO_COLUMN)) {
                    columns.add(column(text, start, i));
                }
                start = i + 1;
            } else if (text.is(i, "(") || text.is(i, "<")) {
                depth++;
            } else if (text.is(i, ")") || text.is(i, ">")) {
                depth--;
            }
        }
        return columns;
    }

    private static Item column(TokenText text, int start, int end) {
        int typeEnd = start + 1;
        while (typeEnd < end && !text.isAny(typeEnd, AFTER_TYPE)) {
            typeEnd++;
        }
        String type = text.between(start + 1, typeEnd);
        return Item.of(text.name(start), type.isEmpty() ? null : type);
    }

    /** Where the name of what is made stands; -1 when nothing with columns is made. */
    private static int nameIndex(TokenText statement) {
        if (!statement.is(0, "CREATE")) {
            return -1;
        }
        int i = 1;
        while (statement.isAny(i, Set.of("OR", "REPLACE", "TEMPORARY"))) {
            i++;
        }
        if (!statement.is(i, "TABLE") && !statement.is(i, "VIEW")) {
            return -1;
        }
        i++;
        if (statement.is(i, "IF")) {
            i += 3;
        }
        return statement.isName(i) ? i : -1;
    }

    private static boolean isView(TokenText statement, int nameIndex) {
        for (int i = 1; i < nameIndex; i++) {
            if (statement.is(i, "VIEW")) {
                return true;
            }
        }
        return false;
    }

    /** The index after a name such as {@code catalog.database.table}. */
    static int pathEnd(TokenText text, int start) {
        int i = start + 1;
        while (text.is(i, ".") && text.isName(i + 1)) {
            i += 2;
        }
        return i;
    }
}
