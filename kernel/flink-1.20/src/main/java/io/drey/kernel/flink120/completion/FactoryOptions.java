package io.drey.kernel.flink120.completion;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.factories.CatalogFactory;
import org.apache.flink.table.factories.DecodingFormatFactory;
import org.apache.flink.table.factories.DynamicTableFactory;
import org.apache.flink.table.factories.DynamicTableSinkFactory;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.EncodingFormatFactory;
import org.apache.flink.table.factories.Factory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The options of the connectors, formats and catalogs of a class path. Thread-safe. */
public final class FactoryOptions {
    private static final Logger LOG = LoggerFactory.getLogger(FactoryOptions.class);

    /** Where a format is named; its own options then begin with its name. */
    private static final String FORMAT = "format";

    private final Map<String, List<Option>> known = new ConcurrentHashMap<>();
    private final Supplier<ClassLoader> classLoader;

    /** Looks where the calling thread looks for classes. */
    FactoryOptions() {
        this(() -> Thread.currentThread().getContextClassLoader());
    }

    /**
     * Looks in a class path that may grow.
     *
     * @param classLoader gives it at the time
     */
    public FactoryOptions(Supplier<ClassLoader> classLoader) {
        this.classLoader = requireNonNull(classLoader, "classLoader");
    }

    /**
     * Factories of one name.
     *
     * @param canRead whether tables of it can be read
     * @param canWrite whether tables of it can be written
     */
    public record Named(String name, boolean canRead, boolean canWrite) {}

    /** The connectors there are, by their names. */
    public List<Named> connectors() {
        return named(
                DynamicTableFactory.class,
                DynamicTableSourceFactory.class,
                DynamicTableSinkFactory.class);
    }

    /** The formats there are, by their names. */
    public List<Named> formats() {
        return named(Factory.class, DecodingFormatFactory.class, EncodingFormatFactory.class)
                .stream()
                .filter(one -> one.canRead() || one.canWrite())
                .toList();
    }

    private List<Named> named(Class<?> kind, Class<?> reading, Class<?> writing) {
        Map<String, Named> found = new TreeMap<>();
        for (Factory factory : factories(kind::isInstance)) {
            found.merge(
                    factory.factoryIdentifier(),
                    new Named(
                            factory.factoryIdentifier(),
                            reading.isInstance(factory),
                            writing.isInstance(factory)),
                    (a, b) ->
                            new Named(
                                    a.name(),
                                    a.canRead() || b.canRead(),
                                    a.canWrite() || b.canWrite()));
        }
        return List.copyOf(found.values());
    }

    /** All that can stand in a table's WITH, given what stands there already. */
    public List<Option> ofTable(Map<String, String> written) {
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
        List<Option> before = known.get(id);
        if (before != null) {
            return before;
        }
        Optional<List<Option>> found =
                factories(one -> kind.isInstance(one) && one.factoryIdentifier().equals(identifier))
                        .stream()
                        .findFirst()
                        .map(factory -> options(factory, prefix));
        // What is not there now, a jar may bring.
        found.ifPresent(options -> known.put(id, options));
        return found.orElse(List.of());
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

    private List<Factory> factories(Predicate<Factory> filter) {
        List<Factory> factories = new ArrayList<>();
        var found = ServiceLoader.load(Factory.class, classLoader.get()).iterator();
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
