package io.drey.kernel.flink120.infer;

import io.drey.protocol.CatalogMessages.Choice;
import io.drey.protocol.CatalogMessages.Draft;
import io.drey.protocol.CatalogMessages.ProbedColumn;
import io.drey.protocol.CatalogMessages.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers what is found out about a table to be. Confined to one thread. */
final class DraftBuilder {
    private final List<ProbedColumn> columns = new ArrayList<>();
    private final List<ProbedColumn> offers = new ArrayList<>();
    private final List<String> primaryKey = new ArrayList<>();
    private final List<String> partitionKeys = new ArrayList<>();
    private final List<Choice> choices = new ArrayList<>();
    private final Map<String, String> options = new LinkedHashMap<>();
    private final List<Sample> samples = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    DraftBuilder columns(List<ProbedColumn> found) {
        columns.addAll(found);
        return this;
    }

    /** A column that the table could have besides, under a name that none has yet. */
    DraftBuilder offer(String name, String type, String metadata) {
        String free = name;
        while (hasColumn(free)) {
            free += "_";
        }
        offers.add(new ProbedColumn(free, type, true, metadata));
        return this;
    }

    DraftBuilder primaryKey(List<String> names) {
        primaryKey.addAll(names);
        return this;
    }

    /** A column whose values are names of folders. */
    DraftBuilder partition(String name, String type) {
        if (!hasColumn(name)) {
            columns.add(new ProbedColumn(name, type, true));
        }
        partitionKeys.add(name);
        return this;
    }

    DraftBuilder choice(String name, String detail, boolean isInternal) {
        choices.add(new Choice(name, detail, isInternal));
        return this;
    }

    DraftBuilder option(String key, String value) {
        options.put(key, value);
        return this;
    }

    DraftBuilder samples(List<Sample> found) {
        samples.addAll(found);
        return this;
    }

    DraftBuilder note(String sentence) {
        notes.add(sentence);
        return this;
    }

    Draft build() {
        return new Draft(
                columns, offers, primaryKey, partitionKeys, choices, options, samples, notes);
    }

    private boolean hasColumn(String name) {
        return columns.stream().anyMatch(one -> one.name().equals(name));
    }
}
