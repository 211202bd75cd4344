package io.drey.kernel.flink120.statement;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.util.ImmutableBitSet;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.catalog.CatalogTable;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ContextResolvedTable;
import org.apache.flink.table.catalog.ResolvedCatalogTable;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.operations.QueryOperation;
import org.apache.flink.table.operations.SinkModifyOperation;
import org.apache.flink.table.planner.delegation.PlannerBase;
import org.apache.flink.table.planner.plan.metadata.FlinkRelMetadataQuery;
import org.apache.flink.table.planner.plan.nodes.physical.stream.StreamPhysicalRel;
import org.apache.flink.table.planner.plan.utils.ChangelogPlanUtils;
import org.apache.flink.table.planner.plan.utils.UpsertKeyUtil;
import org.apache.flink.table.types.utils.DataTypeUtils;
import org.apache.flink.types.RowKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * Plans a query into Drey's sink, and finds out which changes it brings by which key.
 *
 * <p>The sink declares no primary key, so that the planner adds nothing for it. A sink that knows
 * the upsert key tells the planner to leave out the rows before an update, which halves what
 * travels; but the key is known only from the plan. So the key is guessed from the unoptimized
 * query, which nearly always is right and costs nothing, and checked against the plan.
 */
public final class QueryPlanner {
    private static final Logger LOG = LoggerFactory.getLogger(QueryPlanner.class);

    private static final int[] NO_KEY = {};

    private final PlannerBase planner;
    private final boolean isStreaming;
    private final ResultTarget target;

    /** What a query is turned into, before the tasks are made of it. */
    private record Optimized(RelNode root, Changelog changelog) {}

    QueryPlanner(StatementEnvironment environment, boolean isStreaming, ResultTarget target) {
        this.planner = environment.planner();
        this.isStreaming = isStreaming;
        this.target = target;
    }

    /** The optimized plan of a query that nobody means to run. */
    public static RelNode optimize(
            StatementEnvironment environment, QueryOperation query, boolean isStreaming) {
        QueryPlanner planner = new QueryPlanner(environment, isStreaming, ResultTarget.none());
        planner.planner.beforeTranslation();
        return planner.optimize(query).root();
    }

    PlannedQuery plan(QueryOperation query) {
        planner.beforeTranslation();
        Optimized optimized = optimize(query);
        Seq<RelNode> roots = JavaConverters.asScalaBuffer(List.of(optimized.root()));
        List<Transformation<?>> transformations =
                planner.translateToPlan(planner.translateToExecNodeGraph(roots, false));
        planner.afterTranslation();
        return new PlannedQuery(optimized.root(), optimized.changelog(), transformations);
    }

    private Optimized optimize(QueryOperation query) {
        int[] key = isStreaming ? guessKey(query) : NO_KEY;
        RelNode plan = optimize(query, key);
        Changelog changelog = isStreaming ? changelog(plan, query, key) : Changelog.APPEND;
        if (isStreaming && !changelog.equals(Changelog.APPEND)) {
            int[] planned = smallestKey(plan.getInput(0));
            if (!Arrays.equals(planned, key)) {
                plan = optimize(query, planned);
                changelog = changelog(plan, query, planned);
            }
        }
        return new Optimized(plan, changelog);
    }

    private RelNode optimize(QueryOperation query, int[] key) {
        return planner.optimize(planner.translateToRel(sink(query, names(query, key))));
    }

    private int[] guessKey(QueryOperation query) {
        return smallestKey(planner.translateToRel(sink(query, List.of())).getInput(0));
    }

    /** The columns that tell the rows of a relation apart; empty when it has none. */
    private static int[] smallestKey(RelNode relation) {
        try {
            Set<ImmutableBitSet> keys =
                    FlinkRelMetadataQuery.reuseOrCreate(relation.getCluster().getMetadataQuery())
                            .getUpsertKeys(relation);
            return UpsertKeyUtil.getSmallestKey(keys);
        } catch (RuntimeException | LinkageError e) {
            // Without a key a result is merely shown less well.
            LOG.info("Found no upsert key", e);
            return NO_KEY;
        }
    }

    /** Reads off a plan which changes reach the sink, given the key that the sink was told. */
    private static Changelog changelog(RelNode plan, QueryOperation query, int[] key) {
        try {
            Option<ChangelogMode> mode =
                    ChangelogPlanUtils.getChangelogMode((StreamPhysicalRel) plan.getInput(0));
            if (mode.isDefined() && mode.get().containsOnly(RowKind.INSERT)) {
                return Changelog.APPEND;
            }
            boolean isKeyed =
                    key.length > 0
                            && mode.isDefined()
                            && !mode.get().contains(RowKind.UPDATE_BEFORE)
                            && Arrays.equals(key, smallestKey(plan.getInput(0)));
            return isKeyed ? Changelog.upsert(names(query, key)) : Changelog.RETRACT;
        } catch (RuntimeException | LinkageError e) {
            LOG.info("Found no changelog kind", e);
            return Changelog.RETRACT;
        }
    }

    private static List<String> names(QueryOperation query, int[] columns) {
        List<String> names = query.getResolvedSchema().getColumnNames();
        return Arrays.stream(columns).mapToObj(names::get).toList();
    }

    private SinkModifyOperation sink(QueryOperation query, List<String> upsertKey) {
        List<Column> columns =
                query.getResolvedSchema().getColumns().stream()
                        .map(QueryPlanner::sinkColumn)
                        .toList();
        ResolvedSchema schema = ResolvedSchema.of(columns);
        CatalogTable table =
                CatalogTable.newBuilder()
                        .schema(Schema.newBuilder().fromResolvedSchema(schema).build())
                        .options(target.toOptions(upsertKey))
                        .build();
        return new SinkModifyOperation(
                ContextResolvedTable.anonymous(new ResolvedCatalogTable(table, schema)), query);
    }

    /** Nullable, so that the planner adds no check for nulls; without time attributes. */
    private static Column sinkColumn(Column column) {
        return Column.physical(
                column.getName(),
                DataTypeUtils.removeTimeAttribute(column.getDataType()).nullable());
    }
}
