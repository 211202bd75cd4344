package io.drey.kernel.flink120.setting;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects the options that the Flink jars of the class path declare.
 *
 * <p>Flink has no list of them, but a habit: they are constants of classes named {@code …Options}.
 * Those of connectors and formats belong to tables. The planner's rules, which declare a few more,
 * are named here.
 */
final class PublishedOptions {
    private static final Logger LOG = LoggerFactory.getLogger(PublishedOptions.class);
    private static final Pattern CLASS =
            Pattern.compile(
                    "org/apache/flink/(?!.*/?(?:connectors?|formats)/)[\\w/]*Options(?:Internal)?"
                            + "\\.class");

    private static final String PLANNER = "org.apache.flink.table.planner.";

    /** Scala's objects, whose constants are fields of their one instance. */
    private static final List<String> PLANNER_RULES =
            List.of(
                    "codegen.agg.batch.HashAggCodeGenerator$",
                    "plan.metadata.FlinkRelMdRowCount$",
                    "plan.optimize.RelNodeBlockPlanBuilder$",
                    "plan.rules.logical.JoinDeriveNullFilterRule$",
                    "plan.rules.physical.batch.BatchPhysicalJoinRuleBase$",
                    "plan.rules.physical.batch.BatchPhysicalSortMergeJoinRule$",
                    "plan.rules.physical.batch.BatchPhysicalSortRule$",
                    "plan.rules.physical.stream.IncrementalAggregateRule$",
                    "plan.utils.FlinkRexUtil$",
                    "plan.utils.WindowEmitStrategy$");

    private PublishedOptions() {}

    static List<ConfigOption<?>> collect() {
        List<ConfigOption<?>> options = new ArrayList<>();
        classNames().forEach(name -> collect(name, false, options));
        PLANNER_RULES.forEach(name -> collect(PLANNER + name, true, options));
        return options;
    }

    private static Stream<String> classNames() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> path.getFileName().toString().matches("flink-.*\\.jar"))
                .flatMap(jar -> classNames(jar).stream());
    }

    private static List<String> classNames(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> CLASS.matcher(name).matches())
                    .map(name -> name.replace('/', '.').replaceFirst("\\.class$", ""))
                    .toList();
        } catch (IOException e) {
            LOG.info("Failed to look for options in {}", jar, e);
            return List.of();
        }
    }

    private static void collect(String name, boolean isScalaObject, List<ConfigOption<?>> options) {
        try {
            Class<?> declaring =
                    Class.forName(name, false, PublishedOptions.class.getClassLoader());
            Object instance = isScalaObject ? declaring.getField("MODULE$").get(null) : null;
            for (Field field : declaring.getDeclaredFields()) {
                if (field.getType() == ConfigOption.class
                        && Modifier.isStatic(field.getModifiers()) != isScalaObject
                        && field.trySetAccessible()
                        && field.get(instance) instanceof ConfigOption<?> option) {
                    options.add(option);
                }
            }
        } catch (ReflectiveOperationException | LinkageError e) {
            LOG.info("Failed to read the options of {}", name, e);
        }
    }
}
