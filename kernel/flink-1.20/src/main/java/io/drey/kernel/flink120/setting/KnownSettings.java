package io.drey.kernel.flink120.setting;

import io.drey.kernel.flink120.error.NearestName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigurationUtils;

/**
 * Tells whether a key of {@code SET} means anything. Thread-safe.
 *
 * <p>Flink takes any key and ignores those it does not know; a mistyped one would go unnoticed.
 */
public final class KnownSettings {
    /** What is read by prefix, or by parts of Flink that are not on the kernel's class path. */
    private static final List<String> FREE =
            List.of(
                    "containerized.",
                    "dfs.",
                    "dstl.",
                    "env.",
                    "external-resource.",
                    "flink.",
                    "fs.",
                    "gs.",
                    "hadoop.",
                    "kubernetes.",
                    "metrics.",
                    "oss.",
                    "python.",
                    "s3.",
                    "s3a.",
                    "security.",
                    "sql-client.",
                    "sql-gateway.",
                    "table.exec.hive.",
                    "yarn.",
                    "zookeeper.");

    /** What statements are tuned by, before what clusters are. */
    private static final List<String> FIRST =
            List.of("table.", "execution.", "pipeline.", "parallelism.", "state.", "restart-");

    private final Set<String> keys;
    private final List<String> prefixes;
    private final List<ConfigOption<?>> options;

    private KnownSettings(Set<String> keys, List<String> prefixes, List<ConfigOption<?>> options) {
        this.keys = keys;
        this.prefixes = prefixes;
        this.options = options;
    }

    /** Those of the Flink jars on the class path, read when they are first needed. */
    public static KnownSettings get() {
        return Holder.KNOWN;
    }

    /** All of them by key, those first that statements are tuned by. */
    public List<ConfigOption<?>> options() {
        return options;
    }

    /** What there is to say about a key that nothing reads. */
    public Optional<String> findDoubt(String key) {
        if (keys.contains(key) || prefixes.stream().anyMatch(key::startsWith)) {
            return Optional.empty();
        }
        String next =
                NearestName.of(key, keys)
                        .or(() -> longerName(key))
                        .map(name -> "Did you mean '" + name + "'?")
                        .orElse("It is set, but nothing may ever read it.");
        return Optional.of("Flink 1.20 has no setting '" + key + "'. " + next);
    }

    /** Why a value cannot be read as its setting's type; empty also where nobody knows that. */
    public Optional<String> findFault(String key, String value) {
        return options.stream()
                .filter(option -> option.key().equals(key))
                .findFirst()
                .flatMap(option -> SettingTypes.findFault(option, value));
    }

    /** The shortest key that the written one is a part of, as {@code parallelism} is. */
    private Optional<String> longerName(String part) {
        return keys.stream()
                .filter(key -> ("." + key + ".").contains("." + part + "."))
                .min(Comparator.comparingInt(String::length));
    }

    private static final class Holder {
        static final KnownSettings KNOWN = of(PublishedOptions.collect());

        private static KnownSettings of(List<ConfigOption<?>> options) {
            Set<String> keys = new TreeSet<>();
            List<String> prefixes = new ArrayList<>(FREE);
            for (ConfigOption<?> option : options) {
                keys.add(option.key());
                option.fallbackKeys().forEach(fallback -> keys.add(fallback.getKey()));
                if (ConfigurationUtils.canBePrefixMap(option)) {
                    prefixes.add(option.key() + ".");
                }
            }
            return new KnownSettings(keys, prefixes, ordered(options));
        }

        private static List<ConfigOption<?>> ordered(List<ConfigOption<?>> options) {
            Map<String, ConfigOption<?>> byKey = new TreeMap<>();
            options.forEach(option -> byKey.putIfAbsent(option.key(), option));
            List<ConfigOption<?>> ordered = new ArrayList<>(byKey.values());
            ordered.sort(Comparator.comparingInt(option -> rank(option.key())));
            return List.copyOf(ordered);
        }

        private static int rank(String key) {
            for (int i = 0; i < FIRST.size(); i++) {
                if (key.startsWith(FIRST.get(i))) {
                    return i;
                }
            }
            return FIRST.size();
        }
    }
}
