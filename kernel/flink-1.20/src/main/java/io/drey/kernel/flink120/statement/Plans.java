package io.drey.kernel.flink120.statement;

import io.drey.kernel.flink120.plan.StateWarnings;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.flink.table.operations.CreateTableASOperation;
import org.apache.flink.table.operations.ModifyOperation;
import org.apache.flink.table.operations.Operation;
import org.apache.flink.table.operations.QueryOperation;
import org.apache.flink.table.operations.ReplaceTableAsOperation;
import org.apache.flink.table.operations.StatementSetOperation;
import org.apache.flink.table.planner.delegation.PlannerBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** Optimizes statements without making jobs of them. */
public final class Plans {
    private static final Logger LOG = LoggerFactory.getLogger(Plans.class);

    private Plans() {}

    /** The optimized plans of what an operation would run; none for what runs no job. */
    public static List<RelNode> optimize(
            StatementEnvironment environment, Operation operation, boolean isStreaming) {
        if (operation instanceof QueryOperation query) {
            return List.of(QueryPlanner.optimize(environment, query, isStreaming));
        }
        if (operation instanceof StatementSetOperation set) {
            return optimize(environment, set.getOperations(), isStreaming);
        }
        if (operation instanceof ModifyOperation modification) {
            return optimize(environment, List.of(modification), isStreaming);
        }
        return List.of();
    }

    /** The optimized plans of modifications that would be one job. */
    public static List<RelNode> optimize(
            StatementEnvironment environment,
            List<ModifyOperation> operations,
            boolean isStreaming) {
        PlannerBase planner = environment.planner();
        planner.beforeTranslation();
        List<RelNode> plans = new ArrayList<>();
        List<RelNode> writes = new ArrayList<>();
        for (ModifyOperation operation : operations) {
            if (operation instanceof CreateTableASOperation creation) {
                // Its table is not there yet; what it keeps is its query's.
                plans.addAll(optimize(environment, (Operation) creation.getChild(), isStreaming));
            } else if (operation instanceof ReplaceTableAsOperation replacement) {
                plans.addAll(
                        optimize(environment, (Operation) replacement.getChild(), isStreaming));
            } else {
                writes.add(planner.translateToRel(operation));
            }
        }
        if (writes.isEmpty()) {
            return plans;
        }
        Seq<RelNode> roots = JavaConverters.asScalaBuffer(writes);
        plans.addAll(JavaConverters.seqAsJavaList(planner.optimize(roots)));
        return plans;
    }

    /** Makes of an optimized plan what Flink executes, for what only that can tell. */
    public static void translate(StatementEnvironment environment, List<RelNode> plans) {
        Seq<RelNode> roots = JavaConverters.asScalaBuffer(plans);
        PlannerBase planner = environment.planner();
        var unused = planner.translateToPlan(planner.translateToExecNodeGraph(roots, false));
    }

    /** Tells of state that only grows. A plan that cannot be read for that runs all the same. */
    static void warn(
            StatementRun statement, StatementEnvironment environment, List<RelNode> plans) {
        try {
            StateWarnings.find(plans, environment.tables().getConfig())
                    .forEach(warning -> statement.warn(warning.text()));
        } catch (RuntimeException e) {
            LOG.warn("Failed to look for state that only grows", e);
        }
    }
}
