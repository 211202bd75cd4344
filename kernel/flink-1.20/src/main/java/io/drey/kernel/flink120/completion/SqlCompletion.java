package io.drey.kernel.flink120.completion;

import static java.util.Objects.requireNonNull;

import io.drey.kernel.flink120.setting.KnownSettings;
import io.drey.kernel.flink120.text.CaretContext;
import io.drey.kernel.flink120.text.Relation;
import io.drey.kernel.flink120.text.StatementWords;
import io.drey.protocol.KernelMessages.Completion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds what could stand at the caret: names of the catalog, columns in scope, functions, options,
 * settings and keywords. Thread-safe.
 *
 * <p>Flink's own hints are left aside: they know neither statements nor functions, and are wrong
 * inside unfinished queries.
 */
public final class SqlCompletion {
    private static final FactoryOptions FACTORIES = new FactoryOptions();

    private final SessionCatalog catalog;
    private final SchemaColumns columns;

    public SqlCompletion(SessionCatalog catalog) {
        this.catalog = requireNonNull(catalog, "catalog");
        this.columns = new SchemaColumns(catalog);
    }

    /**
     * What fits, best first.
     *
     * @param from offset where the text that each would replace begins
     * @param isWhole false when there is more than is given
     */
    public record Found(int from, boolean isWhole, List<Completion> items) {}

    /** What fits; {@code position} counts the characters before the caret. */
    public Found complete(String source, int position) {
        CaretContext caret = CaretContext.of(source, position);
        boolean isInBackticks = caret.from() < position && source.charAt(caret.from()) == '`';
        Offers offers = new Offers(caret.prefix(), isInBackticks, catalog);
        switch (caret.expects()) {
            case STATEMENT -> addStatements(offers, caret);
            case TABLE -> addTables(offers, caret);
            case DATABASE -> offers.names(catalog.databases(), "database");
            case CATALOG -> offers.names(catalog.catalogs(), "catalog");
            case FUNCTION -> addFunctions(offers);
            case OPERAND -> addOperands(offers, caret);
            case OPERATOR -> addOperators(offers, caret);
            case TYPE -> offers.words(Words.TYPES, "type");
            case OPTION_KEY -> addOptions(offers, caret);
            case CATALOG_OPTION_KEY -> addCatalogOptions(offers, caret);
            case OPTION_VALUE -> addOptionValues(offers, caret);
            case SETTING_KEY -> KnownSettings.get().options().forEach(offers::setting);
            case SETTING_VALUE -> addSettingValues(offers, caret.subject());
            case HINT ->
                    Words.HINTS.entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .forEach(e -> offers.add(e.getKey(), "hint", null, e.getValue()));
            case RELATION -> addRelations(offers, caret);
            case NOTHING -> {}
        }
        return new Found(caret.from(), offers.isWhole(), offers.items());
    }

    private void addStatements(Offers offers, CaretContext caret) {
        offers.words(StatementWords.following(caret.subject()), "keyword");
        if (caret.subject().equalsIgnoreCase("USE")) {
            offers.names(catalog.databases(), "database");
        }
    }

    private void addTables(Offers offers, CaretContext caret) {
        List<String> path = caret.path();
        if (path.size() == 1) {
            offers.names(catalog.databases(path.get(0)), "database");
            offers.names(catalog.tables("", path.get(0)), "table");
            return;
        }
        if (path.size() == 2) {
            offers.names(catalog.tables(path.get(0), path.get(1)), "table");
            return;
        }
        caret.named().forEach(known -> offers.name(known.name(), "table", "in this text"));
        offers.names(catalog.tables(), "table");
        offers.names(catalog.databases(), "database");
        offers.names(catalog.catalogs(), "catalog");
        if (caret.subject().equals("FROM") || caret.subject().equals("JOIN")) {
            offers.words(List.of("TABLE", "LATERAL", "UNNEST", "SELECT"), "keyword");
        } else {
            offers.words(List.of("IF NOT EXISTS", "IF EXISTS"), "keyword");
        }
    }

    private void addOperands(Offers offers, CaretContext caret) {
        if (!caret.path().isEmpty()) {
            addQualified(offers, caret);
            return;
        }
        for (Relation relation : caret.relations()) {
            addColumns(offers, relation);
        }
        if (caret.subject().equals("COLUMNS")) {
            return;
        }
        addRelations(offers, caret);
        if (caret.subject().equals("SELECT")) {
            offers.words(List.of("DISTINCT", "FROM"), "keyword");
        }
        offers.words(Words.OPERANDS, "keyword");
        addFollowers(offers, caret);
        if (!caret.prefix().isEmpty()) {
            addFunctions(offers);
            if (caret.relations().isEmpty()) {
                offers.names(catalog.tables(), "table");
            }
        }
    }

    private void addQualified(Offers offers, CaretContext caret) {
        String first = caret.path().get(0);
        boolean isRelation = false;
        for (Relation relation : caret.relations()) {
            if (caret.path().size() == 1 && relation.name().equalsIgnoreCase(first)) {
                addColumns(offers, relation);
                isRelation = true;
            }
        }
        if (!isRelation) {
            catalog.findTable(caret.path())
                    .ifPresent(
                            table ->
                                    addColumns(
                                            offers,
                                            new Relation(table.name(), caret.path(), List.of())));
            addTables(offers, caret);
        }
    }

    private void addColumns(Offers offers, Relation relation) {
        String of = relation.name().isEmpty() ? "" : " · " + relation.name();
        columns.of(relation)
                .forEach(
                        (name, type) ->
                                offers.name(
                                        name,
                                        "column",
                                        type.isEmpty() ? relation.name() : type + of));
    }

    private static void addRelations(Offers offers, CaretContext caret) {
        caret.relations().stream()
                .map(Relation::name)
                .filter(name -> !name.isEmpty())
                .forEach(name -> offers.name(name, "table", "in this query"));
    }

    private void addOperators(Offers offers, CaretContext caret) {
        int before = offers.items().size();
        addFollowers(offers, caret);
        switch (caret.subject()) {
            case "SELECT" -> offers.words(List.of("FROM", "AS", "OVER"), "keyword");
            case "FROM" -> offers.words(Words.SOURCES, "keyword");
            case "ORDER" ->
                    offers.words(List.of("ASC", "DESC", "NULLS FIRST", "NULLS LAST"), "keyword");
            case "COLUMNS" -> {
                offers.words(Words.COLUMN_LIST, "keyword");
                offers.words(Words.COLUMN_ATTRIBUTES, "keyword");
            }
            case "" -> offers.words(List.of("WITH", "AS", "SELECT", "SET", "LIKE"), "keyword");
            default -> {}
        }
        if (!caret.subject().equals("COLUMNS")) {
            offers.words(Words.CLAUSES, "keyword");
            offers.words(Words.OPERATORS, "keyword");
        }
        // What is not in its usual place may still be meant.
        if (offers.items().size() == before && !caret.prefix().isEmpty()) {
            offers.words(Words.SOURCES, "keyword");
            addOperands(offers, caret);
        }
    }

    private static void addFollowers(Offers offers, CaretContext caret) {
        offers.words(Words.FOLLOWERS.getOrDefault(caret.lastWord(), List.of()), "keyword");
    }

    private void addFunctions(Offers offers) {
        for (String name : catalog.functions()) {
            if (offers.fits(name) && Offers.isPlain(name)) {
                addFunction(offers, name);
            }
        }
    }

    private void addFunction(Offers offers, String name) {
        String written = name.toUpperCase(Locale.ROOT);
        FunctionHelp help = FunctionHelp.find(name).orElse(null);
        if (help != null) {
            offers.add(written, "function", help.signatures().get(0), help.text());
            return;
        }
        offers.add(written, "function", catalog.findSignature(name).orElse(null), null);
    }

    private void addOptions(Offers offers, CaretContext caret) {
        Map<String, String> written = caret.options();
        if (!caret.subject().isEmpty()) {
            written =
                    catalog.findTable(Arrays.asList(caret.subject().split("\\.")))
                            .map(TableOutline::options)
                            .orElse(Map.of());
        } else if (!written.containsKey("connector")) {
            offers.add("connector", "option", "required", "Where the table's rows are.");
        }
        addOptions(offers, caret, FACTORIES.ofTable(written));
    }

    private void addCatalogOptions(Offers offers, CaretContext caret) {
        offers.add("type", "option", "required", "What kind of catalog it is.");
        String type = caret.options().getOrDefault("type", "");
        addOptions(offers, caret, FACTORIES.ofCatalog(type));
    }

    private static void addOptions(Offers offers, CaretContext caret, List<Option> options) {
        options.stream()
                .filter(option -> !caret.options().containsKey(option.key()))
                .forEach(one -> offers.add(one.key(), "option", one.detail(), one.description()));
    }

    private void addOptionValues(Offers offers, CaretContext caret) {
        String key = caret.subject();
        if (key.equals("connector")) {
            offers.words(catalog.connectors(), "connector");
        } else if (key.equals("type")) {
            offers.words(FACTORIES.catalogTypes(), "catalog");
        } else if (key.equals("format") || key.endsWith(".format")) {
            offers.words(catalog.formats(), "format");
        } else {
            FACTORIES.ofTable(caret.options()).stream()
                    .filter(option -> option.key().equals(key))
                    .forEach(option -> addValues(offers, option));
        }
    }

    private static void addSettingValues(Offers offers, String key) {
        KnownSettings.get().options().stream()
                .filter(option -> option.key().equals(key))
                .map(option -> Option.of("", option, false))
                .forEach(option -> addValues(offers, option));
    }

    private static void addValues(Offers offers, Option option) {
        Collection<String> values = new ArrayList<>(option.values());
        if (option.defaultValue() != null && !values.contains(option.defaultValue())) {
            values.add(option.defaultValue());
        }
        values.forEach(
                value ->
                        offers.add(
                                value,
                                "value",
                                value.equals(option.defaultValue()) ? "default" : null,
                                option.description()));
    }
}
