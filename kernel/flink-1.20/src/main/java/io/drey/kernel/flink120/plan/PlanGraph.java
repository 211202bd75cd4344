package io.drey.kernel.flink120.plan;

import io.drey.protocol.KernelMessages.Fact;
import io.drey.protocol.KernelMessages.PlanInput;
import io.drey.protocol.KernelMessages.PlanNode;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Exchange;
import org.apache.calcite.rel.externalize.RelWriterImpl;
import org.apache.calcite.sql.SqlExplainLevel;
import org.apache.calcite.util.Pair;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.planner.plan.nodes.physical.stream.StreamPhysicalRel;
import org.apache.flink.table.planner.plan.utils.ChangelogPlanUtils;
import org.apache.flink.table.planner.plan.utils.FlinkRelOptUtil;
import org.apache.flink.types.RowKind;
import org.jspecify.annotations.Nullable;
import scala.Option;

/** An optimized plan as nodes and edges; how rows are sent on belongs to the edges. */
public final class PlanGraph {
    private final Map<RelNode, Integer> ids = new IdentityHashMap<>();
    private final Map<RelNode, String> warnings;

    private PlanGraph(Map<RelNode, String> warnings) {
        this.warnings = warnings;
    }

    /** The nodes of a plan, inputs first. */
    public static List<PlanNode> of(List<RelNode> roots, ReadableConfig settings) {
        Map<RelNode, String> warnings = new IdentityHashMap<>();
        StateWarnings.find(roots, settings)
                .forEach(warning -> warnings.put(warning.operator(), warning.text()));
        PlanGraph graph = new PlanGraph(warnings);
        return Relations.inputsFirst(roots).stream()
                .filter(relation -> !(relation instanceof Exchange))
                .map(graph::node)
                .toList();
    }

    /** A plan as EXPLAIN shows it; in streaming mode with the changes that leave each operator. */
    public static String text(List<RelNode> roots, boolean isStreaming) {
        return roots.stream()
                .map(
                        root ->
                                FlinkRelOptUtil.toString(
                                        root,
                                        SqlExplainLevel.EXPPLAN_ATTRIBUTES,
                                        false,
                                        isStreaming,
                                        false,
                                        false,
                                        false))
                .map(PlanGraph::withoutOurs)
                .collect(Collectors.joining("\n"));
    }

    /** The sink of a query is made up, and so is its name. */
    private static String withoutOurs(String text) {
        return text.replaceAll("\\*anonymous_[^*]*\\*", "result");
    }

    private PlanNode node(RelNode relation) {
        ids.put(relation, ids.size());
        return new PlanNode(
                ids.size() - 1,
                OperatorTitles.kind(relation),
                OperatorTitles.title(relation),
                OperatorTitles.operator(relation),
                facts(relation),
                changes(relation),
                Relations.isUnbounded(relation),
                warnings.get(relation),
                relation.getInputs().stream().map(this::input).toList());
    }

    private PlanInput input(RelNode relation) {
        RelNode from = relation;
        String sent = null;
        while (from instanceof Exchange exchange) {
            sent = distribution(exchange);
            from = exchange.getInput();
        }
        Integer id = ids.get(from);
        if (id == null) {
            throw new IllegalStateException("input seen too late: " + from);
        }
        return new PlanInput(id, sent);
    }

    private static String distribution(Exchange exchange) {
        int[] keys =
                exchange.getDistribution().getKeys().stream().mapToInt(Integer::intValue).toArray();
        return switch (exchange.getDistribution().getType()) {
            case HASH_DISTRIBUTED -> "by " + Relations.columns(exchange.getInput(), keys);
            case SINGLETON -> "all to one task";
            case BROADCAST_DISTRIBUTED -> "all to every task";
            case RANGE_DISTRIBUTED, RANDOM_DISTRIBUTED, ROUND_ROBIN_DISTRIBUTED, ANY ->
                    "spread over the tasks";
        };
    }

    /** Which changes leave an operator; null in batch mode, where there are only rows. */
    private static @Nullable String changes(RelNode relation) {
        if (!(relation instanceof StreamPhysicalRel streaming)) {
            return null;
        }
        Option<ChangelogMode> mode = ChangelogPlanUtils.getChangelogMode(streaming);
        return mode.isEmpty()
                ? null
                : mode.get().getContainedKinds().stream()
                        .sorted(Comparator.comparing(RowKind::toByteValue))
                        .map(RowKind::shortString)
                        .collect(Collectors.joining(" "));
    }

    private static List<Fact> facts(RelNode relation) {
        FactWriter writer = new FactWriter();
        relation.explain(writer);
        return writer.facts;
    }

    /** Takes what an operator tells of itself, as EXPLAIN shows it. */
    private static final class FactWriter extends RelWriterImpl {
        final List<Fact> facts = new ArrayList<>();

        FactWriter() {
            super(new PrintWriter(Writer.nullWriter()));
        }

        @Override
        protected void explain_(RelNode relation, List<Pair<String, Object>> values) {
            for (Pair<String, Object> value : values) {
                String text = String.valueOf(value.right);
                if (!(value.right instanceof RelNode) && !text.isBlank()) {
                    facts.add(new Fact(value.left, withoutOurs(text)));
                }
            }
        }
    }
}
