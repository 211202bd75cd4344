package io.drey.kernel.flink120.completion;

import io.drey.kernel.flink120.text.Relation;
import io.drey.kernel.flink120.text.Relation.Item;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the columns of what queries read: by the catalog, and by the text alone. */
final class SchemaColumns {
    private static final int DEEPEST = 12;

    private final SessionCatalog catalog;

    SchemaColumns(SessionCatalog catalog) {
        this.catalog = catalog;
    }

    /** Names and types, in their order; a type that is not known is empty. */
    Map<String, String> of(Relation relation) {
        Map<String, String> columns = new LinkedHashMap<>();
        add(relation, columns, 0);
        return columns;
    }

    private void add(Relation relation, Map<String, String> columns, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        if (!relation.path().isEmpty()) {
            catalog.findTable(relation.path())
                    .ifPresent(
                            table ->
                                    table.columns()
                                            .forEach(
                                                    one ->
                                                            columns.putIfAbsent(
                                                                    one.name(), one.type())));
        }
        for (Item item : relation.columns()) {
            if (item.isStar()) {
                item.from().forEach(source -> add(source, columns, depth + 1));
            } else {
                columns.putIfAbsent(item.name(), type(item, depth));
            }
        }
    }

    private String type(Item item, int depth) {
        if (item.type() != null) {
            return item.type();
        }
        return findType(item.from(), item.name(), depth).orElse("");
    }

    private Optional<String> findType(List<Relation> relations, String name, int depth) {
        for (Relation relation : relations) {
            Map<String, String> columns = new LinkedHashMap<>();
            add(relation, columns, depth + 1);
            String type = columns.get(name);
            if (type != null && !type.isEmpty()) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
