package io.drey.kernel.flink120.completion;

import static java.util.Objects.requireNonNull;

import io.drey.kernel.flink120.setting.KnownSettings;
import io.drey.kernel.flink120.text.OpenCall;
import io.drey.kernel.flink120.text.PointedWord;
import io.drey.kernel.flink120.text.Relation;
import io.drey.protocol.KernelMessages.Call;
import io.drey.protocol.KernelMessages.Description;
import io.drey.protocol.KernelMessages.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells of what somebody points at, and of the call that is being written. Thread-safe. */
public final class SqlDescription {
    private final SessionCatalog catalog;
    private final SchemaColumns columns;
    private final FactoryOptions factories = new FactoryOptions();

    public SqlDescription(SessionCatalog catalog) {
        this.catalog = requireNonNull(catalog, "catalog");
        this.columns = new SchemaColumns(catalog);
    }

    /** What the word at an offset is: a table, a column, a function, an option or a setting. */
    public Optional<Description> describe(String source, int position) {
        return PointedWord.at(source, position)
                .flatMap(
                        word -> {
                            if (word.isText()) {
                                return option(word);
                            }
                            return word.isCall() ? function(word) : name(word);
                        });
    }

    /** The innermost call around an offset that there is something to say of. */
    public Optional<Call> call(String source, int position) {
        return OpenCall.around(source, position).stream()
                .flatMap(call -> call(call).stream())
                .findFirst();
    }

    private Optional<Call> call(OpenCall call) {
        List<String> signatures = signatures(call.name());
        return signatures.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Call(
                                call.name().toUpperCase(Locale.ROOT),
                                signatures,
                                helpText(call.name()),
                                call.argument()));
    }

    private List<String> signatures(String function) {
        return FunctionHelp.find(function)
                .map(FunctionHelp::signatures)
                .orElseGet(() -> catalog.findSignature(function).stream().toList());
    }

    private static @Nullable String helpText(String function) {
        return FunctionHelp.find(function).map(FunctionHelp::text).orElse(null);
    }

    private Optional<Description> function(PointedWord word) {
        List<String> signatures = signatures(word.name());
        return signatures.isEmpty()
                ? name(word)
                : Optional.of(
                        new Description(
                                word.from(),
                                word.to(),
                                "function",
                                word.name().toUpperCase(Locale.ROOT),
                                helpText(word.name()),
                                signatures,
                                List.of()));
    }

    private Optional<Description> name(PointedWord word) {
        return column(word)
                .or(() -> relation(word))
                .or(() -> catalog.findTable(word.path()).map(table -> table(word, table)))
                .or(() -> word.isCall() ? Optional.empty() : parameterless(word));
    }

    /** A function that is called without parentheses, such as CURRENT_DATE. */
    private Optional<Description> parameterless(PointedWord word) {
        return FunctionHelp.find(word.name())
                .filter(help -> !help.signatures().get(0).contains("("))
                .flatMap(help -> function(word));
    }

    private Optional<Description> column(PointedWord word) {
        List<String> path = word.path();
        for (Relation relation : word.around().relations()) {
            boolean isMeant =
                    path.size() == 1
                            || (path.size() == 2 && relation.name().equalsIgnoreCase(path.get(0)));
            String type = isMeant ? columns.of(relation).get(word.name()) : null;
            if (type != null) {
                String of = relation.name().isEmpty() ? type : type + " · " + relation.name();
                return Optional.of(
                        new Description(
                                word.from(),
                                word.to(),
                                "column",
                                word.name(),
                                null,
                                List.of(of),
                                List.of()));
            }
        }
        return Optional.empty();
    }

    /** A table by its alias, or one that only the text knows. */
    private Optional<Description> relation(PointedWord word) {
        return Stream.concat(word.around().relations().stream(), word.around().named().stream())
                .filter(one -> word.path().size() == 1)
                .filter(one -> one.name().equalsIgnoreCase(word.name()))
                .findFirst()
                .map(
                        relation ->
                                findTable(relation)
                                        .map(table -> table(word, table))
                                        .orElseGet(() -> local(word, relation)));
    }

    private Optional<TableOutline> findTable(Relation relation) {
        return relation.path().isEmpty() ? Optional.empty() : catalog.findTable(relation.path());
    }

    private Description local(PointedWord word, Relation relation) {
        Map<String, String> found = columns.of(relation);
        return new Description(
                word.from(),
                word.to(),
                "table",
                relation.name(),
                null,
                List.of(),
                found.entrySet().stream().map(e -> new Fact(e.getKey(), e.getValue())).toList());
    }

    private static Description table(PointedWord word, TableOutline table) {
        List<String> lines = new ArrayList<>();
        if (!table.primaryKey().isEmpty()) {
            lines.add("Primary key: " + String.join(", ", table.primaryKey()));
        }
        if (table.watermark() != null) {
            lines.add("Watermark: " + table.watermark());
        }
        if (table.options().containsKey("connector")) {
            lines.add("Connector: " + table.options().get("connector"));
        }
        return new Description(
                word.from(),
                word.to(),
                table.kind(),
                table.name(),
                table.comment(),
                lines,
                table.columns().stream().map(one -> new Fact(one.name(), one.type())).toList());
    }

    private Optional<Description> option(PointedWord word) {
        List<Option> options =
                switch (word.around().expects()) {
                    case OPTION_KEY -> factories.ofTable(word.around().options());
                    case CATALOG_OPTION_KEY ->
                            factories.ofCatalog(word.around().options().getOrDefault("type", ""));
                    case SETTING_KEY ->
                            KnownSettings.get().options().stream()
                                    .filter(option -> option.key().equals(word.name()))
                                    .map(option -> Option.of("", option, false))
                                    .toList();
                    default -> List.of();
                };
        return options.stream()
                .filter(option -> option.key().equals(word.name()))
                .findFirst()
                .map(
                        option ->
                                new Description(
                                        word.from(),
                                        word.to(),
                                        "option",
                                        option.key(),
                                        option.description().isEmpty()
                                                ? null
                                                : option.description(),
                                        List.of(option.detail()),
                                        List.of()));
    }
}
