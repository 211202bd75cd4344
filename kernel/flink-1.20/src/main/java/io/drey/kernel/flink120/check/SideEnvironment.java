package io.drey.kernel.flink120.check;

import io.drey.kernel.flink120.plan.PlanGraph;
import io.drey.kernel.flink120.plan.Relations;
import io.drey.kernel.flink120.plan.StateWarning;
import io.drey.kernel.flink120.plan.StateWarnings;
import io.drey.kernel.flink120.statement.Plans;
import io.drey.kernel.flink120.statement.StatementEnvironment;
import io.drey.protocol.KernelMessages.Plan;
import io.drey.sql.SqlStatement;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.table.api.bridge.java.internal.StreamTableEnvironmentImpl;
import org.apache.flink.table.catalog.CatalogBaseTable;
import org.apache.flink.table.catalog.CatalogManager;
import org.apache.flink.table.catalog.CatalogStoreHolder;
import org.apache.flink.table.catalog.ContextResolvedTable;
import org.apache.flink.table.catalog.GenericInMemoryCatalogStore;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.catalog.ResolvedCatalogTable;
import org.apache.flink.table.factories.DynamicTableFactory;
import org.apache.flink.table.factories.DynamicTableSinkFactory;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.gateway.service.context.SessionContext;
import org.apache.flink.table.gateway.service.operation.OperationExecutor;
import org.apache.flink.table.operations.CreateTableASOperation;
import org.apache.flink.table.operations.ExplainOperation;
import org.apache.flink.table.operations.ModifyOperation;
import org.apache.flink.table.operations.Operation;
import org.apache.flink.table.operations.ReplaceTableAsOperation;
import org.apache.flink.table.operations.StatementSetOperation;
import org.apache.flink.table.operations.UseCatalogOperation;
import org.apache.flink.table.operations.UseDatabaseOperation;
import org.apache.flink.table.operations.command.ResetOperation;
import org.apache.flink.table.operations.command.SetOperation;
import org.apache.flink.table.operations.ddl.CreateTableOperation;
import org.apache.flink.table.operations.ddl.CreateViewOperation;
import org.apache.flink.table.planner.delegation.PlannerBase;
import org.apache.flink.table.planner.plan.nodes.physical.stream.StreamPhysicalMatch;
import org.apache.flink.table.planner.plan.nodes.physical.stream.StreamPhysicalOverAggregateBase;
import org.apache.flink.table.planner.plan.nodes.physical.stream.StreamPhysicalSort;
import org.apache.flink.table.resource.ResourceManager;

/**
 * A planner beside the session's, for trying statements without doing anything.
 *
 * <p>It reads the session's catalogs, but through a catalog manager of its own: what a statement
 * would make is a temporary table there and nowhere else, and the session's planner never resolves
 * a table by this one's, which belongs to another thread. Confined to the thread that made it.
 */
public final class SideEnvironment implements AutoCloseable {
    private static final String CONNECTOR = FactoryUtil.CONNECTOR.key();

    private final CatalogManager catalogs;
    private final URLClassLoader classLoader;
    private final StatementEnvironment environment;

    private SideEnvironment(
            CatalogManager catalogs, URLClassLoader classLoader, StatementEnvironment environment) {
        this.catalogs = catalogs;
        this.classLoader = classLoader;
        this.environment = environment;
    }

    /**
     * Makes one that knows of the session what the given words may name.
     *
     * @param settings what the statements would be run with, besides the session's settings
     */
    public static SideEnvironment of(
            SessionContext session, Configuration settings, List<String> words) {
        CatalogManager catalogs = catalogs(session, words);
        SessionContext.SessionState state = session.getSessionState();
        SideContext side =
                new SideContext(
                        session,
                        new SessionContext.SessionState(
                                catalogs,
                                state.moduleManager,
                                state.resourceManager,
                                state.functionCatalog,
                                state.materializedTableManager));
        ResourceManager resources = state.resourceManager.copy();
        StreamTableEnvironmentImpl tables =
                (StreamTableEnvironmentImpl)
                        new OperationExecutor(side, new Configuration())
                                .getTableEnvironment(resources, settings);
        copyTemporaryTables(state.catalogManager, catalogs, words);
        return new SideEnvironment(
                catalogs,
                session.getUserClassloader(),
                new StatementEnvironment(tables, resources));
    }

    private static CatalogManager catalogs(SessionContext session, List<String> words) {
        CatalogManager origin = session.getSessionState().catalogManager;
        Configuration settings = session.getSessionConf();
        String current = origin.getCurrentCatalog();
        CatalogManager catalogs =
                CatalogManager.newBuilder()
                        .classLoader(session.getUserClassloader())
                        .config(settings)
                        .defaultCatalog(current, origin.getCatalogOrThrowException(current))
                        .catalogStoreHolder(
                                CatalogStoreHolder.newBuilder()
                                        .catalogStore(new GenericInMemoryCatalogStore())
                                        .config(settings)
                                        .classloader(session.getUserClassloader())
                                        .build())
                        .build();
        catalogs.setCurrentDatabase(origin.getCurrentDatabase());
        for (String word : words) {
            if (!word.equals(current) && origin.listCatalogs().contains(word)) {
                catalogs.registerCatalog(word, origin.getCatalogOrThrowException(word));
            }
        }
        return catalogs;
    }

    /** Those of the current database; they are resolved already, which needs no planner. */
    private static void copyTemporaryTables(
            CatalogManager from, CatalogManager to, List<String> words) {
        for (String word : words) {
            ObjectIdentifier name =
                    ObjectIdentifier.of(from.getCurrentCatalog(), from.getCurrentDatabase(), word);
            if (from.isTemporaryTable(name)) {
                from.getTable(name)
                        .ifPresent(
                                table ->
                                        to.createTemporaryTable(
                                                table.getResolvedTable(), name, true));
            }
        }
    }

    /** A table or view by its full name, resolved by this planner. */
    public Optional<ContextResolvedTable> findTable(ObjectIdentifier name) {
        return catalogs.getTable(name);
    }

    /**
     * Goes as far with a statement as it can without doing anything.
     *
     * @throws RuntimeException what Flink throws when it is wrong
     */
    Checked check(String statement) {
        Operation operation = environment.parse(statement);
        if (operation instanceof CreateTableOperation creation) {
            requireUsable(creation);
        }
        if (isStreaming()) {
            // Much that a stream cannot do shows only in the plan, and so does what it keeps.
            List<RelNode> plans = plan(operation);
            if (Relations.inputsFirst(plans).stream().anyMatch(SideEnvironment::isToTranslate)) {
                Plans.translate(environment, plans);
            }
            return new Checked(
                    operation, StateWarnings.find(plans, environment.tables().getConfig()));
        }
        if (operation instanceof ModifyOperation modification && !isCreation(operation)) {
            // Only here the query's columns are held against the table's.
            PlannerBase planner = (PlannerBase) environment.tables().getPlanner();
            planner.beforeTranslation();
            var unused = planner.translateToRel(modification);
        }
        return new Checked(operation, List.of());
    }

    /** A sound statement, and what it would keep for ever. */
    record Checked(Operation operation, List<StateWarning> warnings) {}

    /** How a statement would be run; empty for one that runs no job. */
    Optional<Plan> explain(SqlStatement statement) {
        List<Operation> operations = new ArrayList<>();
        for (SqlStatement part : statement.executables()) {
            operations.add(environment.parse(part.text()));
        }
        List<RelNode> roots = plan(jobOf(operations));
        operations.forEach(this::remember);
        if (roots.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Plan(
                        statement.index(),
                        statement.what(),
                        statement.start().line(),
                        PlanGraph.text(roots, isStreaming()),
                        PlanGraph.of(roots, environment.tables().getConfig())));
    }

    private static Operation jobOf(List<Operation> operations) {
        if (operations.size() == 1) {
            Operation only = operations.get(0);
            return only instanceof ExplainOperation explain ? explain.getChild() : only;
        }
        return new StatementSetOperation(
                operations.stream().map(ModifyOperation.class::cast).toList());
    }

    /** The optimized plans of what a statement would run. */
    private List<RelNode> plan(Operation operation) {
        return Plans.optimize(environment, operation, isStreaming());
    }

    private boolean isStreaming() {
        return environment.tables().getConfig().get(ExecutionOptions.RUNTIME_MODE)
                != RuntimeExecutionMode.BATCH;
    }

    private static boolean isCreation(Operation operation) {
        return operation instanceof CreateTableASOperation
                || operation instanceof ReplaceTableAsOperation;
    }

    /** Operators that refuse what they cannot do only when they are made. */
    private static boolean isToTranslate(RelNode relation) {
        return relation instanceof StreamPhysicalSort
                || relation instanceof StreamPhysicalOverAggregateBase
                || relation instanceof StreamPhysicalMatch;
    }

    /** Lets the statements to come see what this one would make. */
    void remember(Operation operation) {
        if (operation instanceof CreateTableOperation creation) {
            remember(creation.getCatalogTable(), creation.getTableIdentifier());
        } else if (operation instanceof CreateViewOperation creation) {
            remember(creation.getCatalogView(), creation.getViewIdentifier());
        } else if (operation instanceof UseCatalogOperation use) {
            catalogs.setCurrentCatalog(use.getCatalogName());
        } else if (operation instanceof UseDatabaseOperation use) {
            catalogs.setCurrentCatalog(use.getCatalogName());
            catalogs.setCurrentDatabase(use.getDatabaseName());
        } else if (operation instanceof SetOperation set && set.getKey().isPresent()) {
            set.getValue().ifPresent(value -> config().setString(set.getKey().get(), value));
        } else if (operation instanceof ResetOperation reset) {
            reset.getKey().ifPresent(config()::removeKey);
        }
    }

    private Configuration config() {
        return environment.tables().getConfig().getConfiguration();
    }

    private void remember(CatalogBaseTable table, ObjectIdentifier name) {
        catalogs.dropTemporaryTable(name, true);
        catalogs.dropTemporaryView(name, true);
        catalogs.createTemporaryTable(table, name, true);
    }

    /** Flink looks at a table's options only when it is first used. */
    private void requireUsable(CreateTableOperation creation) {
        Optional<String> connector =
                Optional.ofNullable(creation.getCatalogTable().getOptions().get(CONNECTOR));
        if (connector.isEmpty()) {
            return;
        }
        DynamicTableFactory factory =
                FactoryUtil.discoverFactory(
                        classLoader, DynamicTableFactory.class, connector.get());
        ResolvedCatalogTable table = catalogs.resolveCatalogTable(creation.getCatalogTable());
        ObjectIdentifier name = creation.getTableIdentifier();
        boolean isTemporary = creation.isTemporary();
        if (factory instanceof DynamicTableSourceFactory source) {
            var unused =
                    FactoryUtil.createDynamicTableSource(
                            source,
                            name,
                            table,
                            Map.of(),
                            environment.tables().getConfig(),
                            classLoader,
                            isTemporary);
        } else if (factory instanceof DynamicTableSinkFactory sink) {
            var unused =
                    FactoryUtil.createDynamicTableSink(
                            sink,
                            name,
                            table,
                            Map.of(),
                            environment.tables().getConfig(),
                            classLoader,
                            isTemporary);
        }
    }

    @Override
    public void close() {
        environment.close();
    }

    /** The session as it is, but for its catalogs. */
    private static final class SideContext extends SessionContext {
        SideContext(SessionContext session, SessionState state) {
            super(
                    session.getDefaultContext(),
                    session.getSessionId(),
                    session.getEndpointVersion(),
                    session.getSessionConf(),
                    session.getUserClassloader(),
                    state,
                    session.getOperationManager());
        }
    }
}
