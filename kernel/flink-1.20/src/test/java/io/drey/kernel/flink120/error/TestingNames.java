package io.drey.kernel.flink120.error;

import io.drey.kernel.flink120.completion.SessionCatalog;
import io.drey.kernel.flink120.completion.TableOutline;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A catalog with one table. */
public final class TestingNames implements SessionCatalog {
    @Override
    public Collection<String> catalogs() {
        return List.of("default_catalog");
    }

    @Override
    public Collection<String> databases() {
        return List.of("default_database");
    }

    @Override
    public Collection<String> tables() {
        return List.of("flights");
    }

    @Override
    public Map<String, String> columns(String table) {
        Map<String, String> columns = new LinkedHashMap<>();
        if (table.equals("flights")) {
            columns.put("date", "TIMESTAMP(3)");
            columns.put("delay", "BIGINT");
            columns.put("origin", "STRING");
        }
        return columns;
    }

    @Override
    public Collection<String> functions() {
        return List.of("count", "upper");
    }

    @Override
    public Collection<String> connectors() {
        return List.of("datagen", "filesystem");
    }

    @Override
    public Collection<String> formats() {
        return List.of("csv", "json");
    }

    @Override
    public boolean isReservedWord(String word) {
        return Set.of("DATE", "USER", "SELECT", "FROM").contains(word);
    }

    @Override
    public Collection<String> databases(String catalog) {
        return catalog.equals("default_catalog") ? databases() : List.of();
    }

    @Override
    public Collection<String> tables(String catalog, String database) {
        return database.equals("default_database") ? tables() : List.of();
    }

    @Override
    public Optional<TableOutline> findTable(List<String> path) {
        String name = path.get(path.size() - 1);
        return tables().contains(name)
                ? Optional.of(
                        new TableOutline(
                                name,
                                "table",
                                columns(name).entrySet().stream()
                                        .map(
                                                e ->
                                                        new TableOutline.Column(
                                                                e.getKey(), e.getValue(), null))
                                        .toList(),
                                List.of(),
                                null,
                                Map.of("connector", "filesystem", "format", "csv"),
                                null))
                : Optional.empty();
    }

    @Override
    public Optional<String> findSignature(String function) {
        return Optional.empty();
    }
}
