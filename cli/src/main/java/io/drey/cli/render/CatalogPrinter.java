package io.drey.cli.render;

import static java.util.Objects.requireNonNull;

import io.drey.cli.shell.Console;
import io.drey.model.CatalogEntry;
import io.drey.model.CatalogList;
import io.drey.model.CatalogObject;
import io.drey.model.CatalogObject.Column;
import io.drey.model.CatalogObject.Table;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Shows what catalogs hold at the terminal. */
public final class CatalogPrinter {
    private final Console console;

    public CatalogPrinter(Console console) {
        this.console = requireNonNull(console, "console");
    }

    public void print(CatalogList list) {
        if (list.entries().isEmpty()) {
            console.say("Nothing.");
        } else {
            ObjectTable table = ObjectTable.of("kind", "catalog", "database", "name", "");
            for (CatalogEntry entry : list.entries()) {
                table.add(
                        entry.kind(), entry.catalog(), entry.database(), entry.name(), note(entry));
            }
            table.print(console.out(), console.outStyle());
        }
        if (list.total() > list.entries().size()) {
            console.say(
                    "These are "
                            + Words.count(list.entries().size())
                            + " of "
                            + Words.count(list.total())
                            + "; --limit shows more.");
        }
        if (list.unread() > 0) {
            console.say(
                    Words.count(list.unread(), "database")
                            + " could not be searched: no answer, or not in time.");
        }
        if (list.unreadTables() > 0) {
            console.say(
                    "Columns of "
                            + Words.count(list.unreadTables(), "table")
                            + " were not searched: no time, or not readable.");
        }
    }

    public void print(CatalogObject object) {
        String name =
                Stream.of(object.catalog(), object.database(), object.name())
                        .filter(part -> part != null)
                        .collect(Collectors.joining("."));
        console.say(
                console.errStyle().bold(name)
                        + "  "
                        + (object.isTemporary() ? "temporary " : "")
                        + object.kind());
        say(object.comment());
        if (object.table() != null) {
            print(object.table());
        }
        if (object.function() != null) {
            object.function().signatures().forEach(console.out()::println);
            say(object.function().className());
        }
        if (object.statement() != null) {
            console.out().println();
            console.out().println(object.statement());
        }
    }

    private void print(Table table) {
        ObjectTable columns = ObjectTable.of("column", "type", "", "comment");
        for (Column column : table.columns()) {
            columns.add(
                    column.name(),
                    column.type() + (column.isNullable() ? "" : " NOT NULL"),
                    column.expression() == null
                            ? null
                            : column.origin() + ": " + column.expression(),
                    column.comment());
        }
        columns.print(console.out(), console.outStyle());
        list("primary key", table.primaryKey());
        list("watermark", table.watermarks());
        list("partitioned by", table.partitionKeys());
        if (table.rowCount() != null) {
            console.say("rows: " + Words.count(table.rowCount()) + ", says the catalog");
        }
        if (table.totalBytes() != null) {
            console.say("size: " + Words.bytes(table.totalBytes()) + ", says the catalog");
        }
    }

    private void list(String what, List<String> values) {
        if (!values.isEmpty()) {
            console.say(what + ": " + String.join(", ", values));
        }
    }

    private void say(@Nullable String text) {
        if (text != null) {
            console.say(text);
        }
    }

    private static String note(CatalogEntry entry) {
        if (entry.match() != null) {
            return Stream.of(entry.match().column(), entry.match().comment())
                    .filter(part -> part != null)
                    .collect(Collectors.joining(": "));
        }
        if (entry.isCurrent()) {
            return "current";
        }
        return entry.isTemporary() ? "temporary" : "";
    }
}
