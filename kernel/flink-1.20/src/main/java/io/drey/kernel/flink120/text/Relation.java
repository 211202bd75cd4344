package io.drey.kernel.flink120.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something with columns that a query reads, as far as the text tells.
 *
 * @param name what its columns are qualified with
 * @param path the table's name in the catalog, part by part; empty for subqueries and the like
 * @param columns those that the text tells of; they follow the catalog table's
 */
public record Relation(String name, List<String> path, List<Item> columns) {
    public Relation {
        path = List.copyOf(path);
        columns = List.copyOf(columns);
    }

    /** The same under another name. */
    Relation as(String alias) {
        return new Relation(alias, path, columns);
    }

    /**
     * A column, or all of some relations' when its name is {@code *}.
     *
     * @param type null when it is that of the column of this name in one of the relations, if any
     */
    public record Item(String name, @Nullable String type, List<Relation> from) {
        public Item {
            from = List.copyOf(from);
        }

        static Item of(String name) {
            return new Item(name, null, List.of());
        }

        static Item of(String name, @Nullable String type) {
            return new Item(name, type, List.of());
        }

        public boolean isStar() {
            return name.equals("*");
        }
    }
}
