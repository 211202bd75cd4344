package io.drey.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A place at which two specs differ.
 *
 * @param path such as {@code parallelism} or {@code parameters.topic}
 * @param from null if it was not set
 * @param to null if it is not set any more
 */
public record SpecDifference(String path, @Nullable String from, @Nullable String to) {
    /** Where a spec differs from an earlier one; of scripts only how long they are. */
    public static List<SpecDifference> between(DeploymentSpec from, DeploymentSpec to) {
        List<SpecDifference> differences = new ArrayList<>();
        add(differences, "cluster", from.clusterName(), to.clusterName());
        if (!from.script().equals(to.script())) {
            differences.add(new SpecDifference("script", lines(from.script()), lines(to.script())));
        }
        add(differences, "parallelism", from.parallelism(), to.parallelism());
        add(differences, "parameters", from.knownParameters(), to.knownParameters());
        add(differences, "variables", from.knownVariables(), to.knownVariables());
        add(differences, "settings", from.knownSettings(), to.knownSettings());
        add(differences, "labels", from.knownLabels(), to.knownLabels());
        add(differences, "checkpointMillis", from.checkpointMillis(), to.checkpointMillis());
        add(differences, "restarts", from.restarts(), to.restarts());
        add(differences, "acceptLoss", from.acceptLoss(), to.acceptLoss());
        return differences;
    }

    /** Such as {@code parameters.topic: a -> b}. */
    @Override
    public String toString() {
        return path
                + ": "
                + (from == null ? "(not set)" : from)
                + " -> "
                + (to == null ? "(not set)" : to);
    }

    private static void add(
            List<SpecDifference> differences,
            String path,
            @Nullable Object from,
            @Nullable Object to) {
        if (!Objects.equals(from, to)) {
            differences.add(new SpecDifference(path, text(from), text(to)));
        }
    }

    private static void add(
            List<SpecDifference> differences,
            String path,
            Map<String, String> from,
            Map<String, String> to) {
        TreeSet<String> keys = new TreeSet<>(from.keySet());
        keys.addAll(to.keySet());
        for (String key : keys) {
            add(differences, path + "." + key, from.get(key), to.get(key));
        }
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static String lines(String script) {
        return script.lines().count() + " lines";
    }
}
