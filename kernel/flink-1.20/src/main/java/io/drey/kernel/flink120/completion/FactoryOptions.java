package io.drey.kernel.flink120.completion;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.factories.CatalogFactory;
import org.apache.flink.table.factories.DecodingFormatFactory;
import org.apache.flink.table.factories.DynamicTableFactory;
import org.apache.flink.table.factories.EncodingFormatFactory;
import org.apache.flink.table.factories.Factory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The options of the connectors, formats and catalogs of the class path. Thread-safe. */
final class FactoryOptions {
    private static final Logger LOG = LoggerFactory.getLogger(FactoryOptions.class);

    /** Where a format is named; its own options then begin with its name. */
    private static final String FORMAT = "format";

    private final Map<String, List<Option>> known = new ConcurrentHashMap<>();

    /** All that can stand in a table's WITH, given what stands there already. */
    List<Option> ofTable(Map<String, String> written) {
        List<Option> options = new ArrayList<>(ofConnector(written.getOrDefault("connector", "")));
        written.forEach(
                (key, value) -> {
                    if (key.equals(FORMAT)) {
                        options.addAll(ofFormat(value + ".", value));
                    } else if (key.endsWith("." + FORMAT)) {
                        String side = key.substring(0, key.length() - FORMAT.length());
                        options.addAll(ofFormat(side + value + ".", value));
                    }
                });
        return options;
    }

    List<Option> ofConnector(String connector) {
        return options("connector " + connector, DynamicTableFactory.class, connector, "");
    }

    List<Option> ofCatalog(String type) {
        return options("catalog " + type, CatalogFactory.class, type, "");
    }

    Collection<String> catalogTypes() {
        return factories(factory -> factory instanceof CatalogFactory).stream()
                .map(Factory::factoryIdentifier)
                .distinct()
                .sorted()
                .toList();
    }

    private List<Option> ofFormat(String prefix, String format) {
        List<Option> options =
                options("decoding " + prefix + format, DecodingFormatFactory.class, format, prefix);
        return options.isEmpty()
                ? options(
                        "encoding " + prefix + format, EncodingFormatFactory.class, format, prefix)
                : options;
    }

    private List<Option> options(
            String id, Class<? extends Factory> kind, String identifier, String prefix) {
        return known.computeIfAbsent(
                id,
                key ->
                        factories(
                                        one ->
                                                kind.isInstance(one)
                                                        && one.factoryIdentifier()
                                                                .equals(identifier))
                                .stream()
                                .findFirst()
                                .map(factory -> options(factory, prefix))
                                .orElse(List.of()));
    }

    private static List<Option> options(Factory factory, String prefix) {
        List<Option> options = new ArrayList<>();
        try {
            add(options, prefix, factory.requiredOptions(), true);
            add(options, prefix, factory.optionalOptions(), false);
        } catch (RuntimeException | LinkageError e) {
            LOG.info("Failed to read the options of {}", factory.factoryIdentifier(), e);
        }
        return List.copyOf(options);
    }

    private static void add(
            List<Option> options,
            String prefix,
            Collection<ConfigOption<?>> found,
            boolean isRequired) {
        found.stream()
                .map(option -> Option.of(prefix, option, isRequired))
                .sorted((a, b) -> a.key().compareTo(b.key()))
                .forEach(options::add);
    }

    private static List<Factory> factories(Predicate<Factory> filter) {
        List<Factory> factories = new ArrayList<>();
        var found = ServiceLoader.load(Factory.class).iterator();
        while (true) {
            try {
                if (!found.hasNext()) {
                    return factories;
                }
                Factory factory = found.next();
                if (filter.test(factory)) {
                    factories.add(factory);
                }
            } catch (ServiceConfigurationError | LinkageError e) {
                // A factory whose own libraries are not there has nothing to offer.
                LOG.debug("Skipped a factory", e);
            }
        }
    }
}
