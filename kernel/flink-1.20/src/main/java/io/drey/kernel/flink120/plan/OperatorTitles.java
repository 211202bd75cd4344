package io.drey.kernel.flink120.plan;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Calc;
import org.apache.calcite.rel.core.TableScan;
import org.apache.flink.table.planner.plan.nodes.calcite.Sink;

/** What operators are called, so that a reader of SQL knows them again. */
final class OperatorTitles {
    private static final Map<String, String> TITLES =
            Map.ofEntries(
                    Map.entry("GroupAggregate", "Group"),
                    Map.entry("LocalGroupAggregate", "Group, first step"),
                    Map.entry("GlobalGroupAggregate", "Group, last step"),
                    Map.entry("IncrementalGroupAggregate", "Group, middle step"),
                    Map.entry("WindowAggregate", "Group by window"),
                    Map.entry("LocalWindowAggregate", "Group by window, first step"),
                    Map.entry("GlobalWindowAggregate", "Group by window, last step"),
                    Map.entry("GroupWindowAggregate", "Group by window"),
                    Map.entry("WindowTableFunction", "Assign windows"),
                    Map.entry("OverAggregate", "OVER"),
                    Map.entry("Rank", "Top-N"),
                    Map.entry("WindowRank", "Top-N of each window"),
                    Map.entry("Deduplicate", "Deduplicate"),
                    Map.entry("SortLimit", "Sort, keep first"),
                    Map.entry("TemporalSort", "Sort by time"),
                    Map.entry("LookupJoin", "Look up"),
                    Map.entry("Correlate", "Table function"),
                    Map.entry("WatermarkAssigner", "Set watermark"),
                    Map.entry("MiniBatchAssigner", "Gather mini-batches"),
                    Map.entry("ChangelogNormalize", "Complete changes by key"),
                    Map.entry("DropUpdateBefore", "Drop rows before updates"),
                    Map.entry("Match", "Match pattern"));

    private OperatorTitles() {}

    static String title(RelNode relation) {
        if (relation instanceof TableScan scan) {
            return "Read " + Relations.tableName(scan);
        }
        if (relation instanceof Sink sink) {
            return sink.contextResolvedTable().isAnonymous()
                    ? "Result"
                    : "Write to " + sink.contextResolvedTable().getIdentifier().getObjectName();
        }
        if (relation instanceof Calc calc) {
            return calc.getProgram().getCondition() == null ? "Compute" : "Filter, compute";
        }
        String name = operator(relation);
        return TITLES.getOrDefault(name, words(name));
    }

    /** The kind, for a picture: source, sink, join, group, sort, or other. */
    static String kind(RelNode relation) {
        if (relation instanceof Sink) {
            return "sink";
        }
        if (relation.getInputs().isEmpty()) {
            return "source";
        }
        String name = operator(relation);
        if (name.contains("Join")) {
            return "join";
        }
        if (name.contains("Aggregate") || name.equals("Deduplicate")) {
            return "group";
        }
        return List.of("Rank", "WindowRank", "Sort", "SortLimit", "TemporalSort").contains(name)
                ? "sort"
                : "other";
    }

    /** Flink's own name of an operator. */
    static String operator(RelNode relation) {
        return relation.getRelTypeName().replaceFirst("^(Stream|Batch)Physical", "");
    }

    private static String words(String name) {
        String spaced = name.replaceAll("(?<=[a-z])(?=[A-Z])", " ");
        return spaced.substring(0, 1) + spaced.substring(1).toLowerCase(Locale.ROOT);
    }
}
