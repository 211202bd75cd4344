package io.drey.kernel.flink120.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.flink.table.catalog.ContextResolvedTable;
import org.apache.flink.table.planner.plan.nodes.physical.common.CommonPhysicalTableSourceScan;
import org.apache.flink.table.runtime.connector.source.ScanRuntimeProviderContext;

/** What can be read off any relation of a plan. */
public final class Relations {
    private Relations() {}

    /** All relations of a plan, inputs first, each once. */
    public static List<RelNode> inputsFirst(List<RelNode> roots) {
        List<RelNode> found = new ArrayList<>();
        Set<RelNode> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        roots.forEach(root -> collect(root, seen, found));
        return found;
    }

    private static void collect(RelNode relation, Set<RelNode> seen, List<RelNode> found) {
        if (seen.add(relation)) {
            relation.getInputs().forEach(input -> collect(input, seen, found));
            found.add(relation);
        }
    }

    /** Whether some table below has no end. */
    static boolean isUnbounded(RelNode relation) {
        return inputsFirst(List.of(relation)).stream().anyMatch(Relations::isUnboundedScan);
    }

    /** The planner asks sources the same way, so it costs nothing new and reaches nobody. */
    static boolean isUnboundedScan(RelNode relation) {
        return relation instanceof CommonPhysicalTableSourceScan scan
                && !scan.tableSource()
                        .getScanRuntimeProvider(ScanRuntimeProviderContext.INSTANCE)
                        .isBounded();
    }

    /** The names of the tables without an end that a relation reads, in backticks. */
    static String unboundedTables(List<RelNode> relations) {
        Set<String> names = new LinkedHashSet<>();
        inputsFirst(relations).stream()
                .filter(Relations::isUnboundedScan)
                .forEach(scan -> names.add("`" + tableName((TableScan) scan) + "`"));
        return String.join(" and ", names);
    }

    static String tableName(TableScan scan) {
        if (scan instanceof CommonPhysicalTableSourceScan source) {
            // What is pushed into a source stands behind its name in the path.
            ContextResolvedTable table = source.tableSourceTable().contextResolvedTable();
            return table.getIdentifier().getObjectName();
        }
        List<String> path = scan.getTable().getQualifiedName();
        return path.get(path.size() - 1);
    }

    /** Columns of a relation as a reader knows them; what has no name is an expression. */
    static String columns(RelNode relation, int... indexes) {
        return columns(relation.getRowType(), indexes);
    }

    /** Columns of a row as a reader knows them. */
    static String columns(RelDataType row, int... indexes) {
        List<String> names = row.getFieldNames();
        List<String> shown =
                IntStream.of(indexes)
                        .mapToObj(names::get)
                        .map(name -> isMadeUp(name) ? "an expression" : "`" + name + "`")
                        .distinct()
                        .toList();
        return shown.size() == 1 ? shown.get(0) : "(" + String.join(", ", shown) + ")";
    }

    private static boolean isMadeUp(String name) {
        return name.startsWith("$") || name.startsWith("EXPR$");
    }
}
