package io.drey.kernel.flink120.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.api.config.ExecutionConfigOptions;
import org.apache.flink.table.planner.hint.StateTtlHint;
import org.apache.flink.table.planner.plan.nodes.physical.stream.StreamPhysicalDeduplicate;
import org.apache.flink.table.planner.plan.nodes.physical.stream.StreamPhysicalGlobalGroupAggregate;
import org.apache.flink.table.planner.plan.nodes.physical.stream.StreamPhysicalGroupAggregate;
import org.apache.flink.table.planner.plan.nodes.physical.stream.StreamPhysicalGroupAggregateBase;
import org.apache.flink.table.planner.plan.nodes.physical.stream.StreamPhysicalJoin;
import org.apache.flink.table.planner.plan.nodes.physical.stream.StreamPhysicalRank;
import org.apache.flink.table.planner.plan.nodes.physical.stream.StreamPhysicalRel;
import org.apache.flink.table.planner.plan.nodes.physical.stream.StreamPhysicalSink;
import org.apache.flink.table.planner.plan.nodes.physical.stream.StreamPhysicalSortLimit;
import org.apache.flink.table.planner.plan.utils.ChangelogPlanUtils;
import org.jspecify.annotations.Nullable;
import scala.collection.JavaConverters;

/**
 * Finds the operators of a streaming plan whose state only grows.
 *
 * <p>Only what reads a table without an end is meant: state over files ends with them. Where the
 * state is given a time to live, by the setting or by a hint, there is nothing to warn of.
 */
public final class StateWarnings {
    /** The setting that lets state be forgotten. */
    private static final String TIME_TO_LIVE = ExecutionConfigOptions.IDLE_STATE_RETENTION.key();

    /** The statement that lets it. */
    public static final String FORGET = "SET '" + TIME_TO_LIVE + "' = '1 d'";

    private final List<StateWarning> found = new ArrayList<>();
    private int joins;
    private int groups;

    private StateWarnings() {}

    /** What is found in a plan, in the order in which the data flow. */
    public static List<StateWarning> find(List<RelNode> roots, ReadableConfig settings) {
        if (!settings.get(ExecutionConfigOptions.IDLE_STATE_RETENTION).isZero()) {
            return List.of();
        }
        StateWarnings warnings = new StateWarnings();
        Relations.inputsFirst(roots).forEach(warnings::look);
        return warnings.found;
    }

    private void look(RelNode relation) {
        if (!Relations.isUnbounded(relation)) {
            return;
        }
        if (relation instanceof StreamPhysicalJoin join) {
            join(join);
        } else if (relation instanceof StreamPhysicalGroupAggregate
                || relation instanceof StreamPhysicalGlobalGroupAggregate) {
            aggregate((StreamPhysicalGroupAggregateBase) relation);
        } else if (relation instanceof StreamPhysicalDeduplicate deduplicate) {
            String keys = Relations.columns(deduplicate.getInput(), deduplicate.getUniqueKeys());
            add(
                    deduplicate,
                    "Deduplication remembers every " + keys + " ever seen.",
                    "If they do not end: "
                            + FORGET
                            + "; one that comes back later than that counts"
                            + " as new.",
                    "ROW_NUMBER");
        } else if (relation instanceof StreamPhysicalRank rank) {
            rank(rank);
        } else if (relation instanceof StreamPhysicalSortLimit limit) {
            requireFew(limit, "ORDER BY … LIMIT", "ORDER");
        } else if (relation instanceof StreamPhysicalSink sink && sink.upsertMaterialize()) {
            String table = sink.contextResolvedTable().getIdentifier().getObjectName();
            add(
                    relation,
                    "To write in order, the sink keeps every row by the primary key of `%s`, which"
                                    .formatted(table)
                            + " is not the key of the query.",
                    "Give the table the query's key, or " + FORGET + ".",
                    table);
        }
    }

    private void join(StreamPhysicalJoin join) {
        int place = joins++;
        Map<Integer, Long> hints = StateTtlHint.getStateTtlFromHintOnBiRel(join.getHints());
        List<RelNode> kept = new ArrayList<>();
        for (int side = 0; side < join.getInputs().size(); side++) {
            if (Relations.isUnbounded(join.getInput(side)) && !isForgotten(hints.get(side))) {
                kept.add(join.getInput(side));
            }
        }
        if (!kept.isEmpty()) {
            add(
                    join,
                    "The join keeps every row of %s, as another may come to match it."
                            .formatted(Relations.unboundedTables(kept)),
                    FORGET
                            + " lets it forget: what matches later than a day is then missed. Or"
                            + " bound the join in time (a.ts BETWEEN b.ts - INTERVAL '1' HOUR AND"
                            + " b.ts), or look up the other table (FOR SYSTEM_TIME AS OF a.ts).",
                    place,
                    List.of("JOIN", "EXISTS", "IN", "EXCEPT", "INTERSECT", "FROM"));
        }
    }

    private void aggregate(StreamPhysicalGroupAggregateBase aggregate) {
        Long hint = StateTtlHint.getStateTtlFromHintOnSingleRel(aggregate.hints());
        if (isForgotten(hint)) {
            return;
        }
        RelNode input = aggregate.getInput();
        String keys = Relations.columns(input, aggregate.grouping());
        boolean isGrouped = aggregate.grouping().length > 0;
        Optional<AggregateCall> distinct =
                JavaConverters.seqAsJavaList(aggregate.aggCalls()).stream()
                        .filter(AggregateCall::isDistinct)
                        .findFirst();
        if (distinct.isPresent()) {
            // The second half of an aggregate in two counts columns as the first one's input has
            // them.
            RelDataType counted =
                    aggregate instanceof StreamPhysicalGlobalGroupAggregate global
                            ? global.localAggInputRowType()
                            : input.getRowType();
            int[] arguments =
                    distinct.get().getArgList().stream().mapToInt(Integer::intValue).toArray();
            add(
                    aggregate,
                    "%s(DISTINCT …) keeps every different %s ever seen%s."
                            .formatted(
                                    distinct.get().getAggregation().getName(),
                                    Relations.columns(counted, arguments),
                                    isGrouped ? " for each " + keys : ""),
                    windowOr("counts begin anew after a day of silence"),
                    "DISTINCT");
        } else if (isGrouped && aggregate.aggCalls().isEmpty()) {
            add(
                    aggregate,
                    "DISTINCT remembers every different " + keys + " ever seen.",
                    "Harmless if they are few. Else "
                            + FORGET
                            + "; one that comes back later than"
                            + " that counts as new.",
                    "DISTINCT",
                    "GROUP",
                    "UNION",
                    "EXCEPT",
                    "INTERSECT",
                    "IN");
        } else if (isGrouped) {
            group(aggregate, keys);
        }
    }

    private void group(StreamPhysicalGroupAggregateBase aggregate, String keys) {
        List<String> names = aggregate.getInput().getRowType().getFieldNames();
        boolean hasWindow =
                Arrays.stream(aggregate.grouping())
                        .mapToObj(names::get)
                        .anyMatch(name -> name.equals("window_start") || name.equals("window_end"));
        add(
                aggregate,
                "GROUP BY keeps a row for every " + keys + " ever seen.",
                hasWindow
                        ? "Group by window_start and window_end both: then a window's state is"
                                + " dropped when the window closes."
                        : windowOr("a group begins anew after a day of silence"),
                groups++,
                List.of("GROUP"));
    }

    private static String windowOr(String consequence) {
        return "Harmless if they are few. Else group by windows (TUMBLE …), whose state is dropped"
                + " when they close, or "
                + FORGET
                + ": "
                + consequence
                + ".";
    }

    private void rank(StreamPhysicalRank rank) {
        if (rank.partitionKey().isEmpty()) {
            requireFew(rank, "Top-N", "ROW_NUMBER");
            return;
        }
        String keys = Relations.columns(rank.getInput(), rank.partitionKey().toArray());
        add(
                rank,
                "Top-N keeps its rows for every " + keys + " ever seen.",
                "Harmless if they are few. Else rank within windows (TUMBLE …), or "
                        + FORGET
                        + ": a group begins anew after a day of silence.",
                "ROW_NUMBER",
                "RANK");
    }

    /** Where earlier rows may change, those that are not among the first are kept as well. */
    private void requireFew(StreamPhysicalRel ranking, String what, String anchor) {
        boolean mayChange = !ChangelogPlanUtils.inputInsertOnly(ranking);
        // What an operator before it keeps says the same already.
        if (mayChange && found.isEmpty()) {
            add(
                    ranking,
                    what + " keeps every row it reads, as those before it may change.",
                    "If they do not end: " + FORGET + ".",
                    anchor);
        }
    }

    private static boolean isForgotten(@Nullable Long timeToLive) {
        return timeToLive != null && timeToLive > 0;
    }

    private void add(RelNode operator, String message, String suggestion, String... anchors) {
        add(operator, message, suggestion, 0, List.of(anchors));
    }

    private void add(
            RelNode operator, String message, String suggestion, int place, List<String> anchors) {
        found.add(new StateWarning(operator, message, suggestion, anchors, place));
    }
}
