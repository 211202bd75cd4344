package io.drey.kernel.flink120;

import static java.util.Objects.requireNonNull;

import io.drey.kernel.FlinkBridge.Beginning;
import io.drey.kernel.flink120.catalog.NameCache;
import io.drey.kernel.flink120.catalog.SessionCatalogs;
import io.drey.kernel.flink120.catalog.SessionObjects;
import io.drey.kernel.flink120.check.SideEnvironment;
import io.drey.kernel.flink120.error.FailureTranslator;
import io.drey.kernel.flink120.setting.NotebookSettings;
import io.drey.kernel.flink120.setting.SecretMask;
import io.drey.kernel.flink120.setting.SettingsOfRuns;
import io.drey.kernel.flink120.statement.SessionSettings;
import io.drey.kernel.flink120.statement.StatementEnvironment;
import io.drey.protocol.SessionMessages.Content;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.table.api.bridge.java.internal.StreamTableEnvironmentImpl;
import org.apache.flink.table.api.config.TableConfigOptions;
import org.apache.flink.table.catalog.CatalogManager;
import org.apache.flink.table.catalog.FunctionCatalog;
import org.apache.flink.table.gateway.api.operation.OperationHandle;
import org.apache.flink.table.gateway.api.session.SessionEnvironment;
import org.apache.flink.table.gateway.api.session.SessionHandle;
import org.apache.flink.table.gateway.rest.util.SqlGatewayRestAPIVersion;
import org.apache.flink.table.gateway.service.context.DefaultContext;
import org.apache.flink.table.gateway.service.context.SessionContext;
import org.apache.flink.table.gateway.service.operation.OperationExecutor;
import org.apache.flink.table.gateway.service.result.ResultFetcher;
import org.apache.flink.table.operations.Operation;
import org.apache.flink.table.operations.ddl.CreateCatalogOperation;
import org.apache.flink.table.resource.ResourceManager;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel's cells share: catalogs, functions, jars and settings.
 *
 * <p>It is a session of Flink's SQL gateway, used as a library. Environments made from it belong to
 * the thread that made them; the session itself is used by the session thread, and read by others
 * for completion.
 */
final class KernelSession implements SessionSettings, AutoCloseable {
    private final Beginning beginning;
    private final Configuration defaults;
    private final SessionContext context;
    private final ExecutorService operations = Executors.newCachedThreadPool();
    private final NameCache remembered = new NameCache();
    private final Map<String, String> begun;
    private final SettingsOfRuns settings = new SettingsOfRuns();
    private final SessionNames names;
    private volatile Configuration cluster;
    private @Nullable RuntimeExecutionMode runMode;

    /**
     * Opens a session.
     *
     * @param settings what its statements start from
     * @param asked what the notebook asks for besides; {@code RESET} goes back to it
     * @param cluster where its jobs go, as settings
     */
    KernelSession(Configuration settings, NotebookSettings asked, Configuration cluster) {
        this.beginning = new Beginning(SecretMask.mask(asked.said()), asked.warnings());
        this.defaults = requireNonNull(settings, "settings").clone();
        // Besides the overrides below, for what the gateway executes on its own account.
        this.defaults.addAll(cluster);
        this.cluster = cluster;
        if (!this.defaults.contains(TableConfigOptions.RESOURCES_DOWNLOAD_DIR)) {
            this.defaults.set(
                    TableConfigOptions.RESOURCES_DOWNLOAD_DIR,
                    Path.of(System.getProperty("java.io.tmpdir")).toString());
        }
        Configuration begin = this.defaults.clone();
        asked.settings().forEach(begin::setString);
        this.context =
                SessionContext.create(
                        new DefaultContext(begin, List.of()),
                        SessionHandle.create(),
                        SessionEnvironment.newBuilder()
                                .setSessionEndpointVersion(
                                        SqlGatewayRestAPIVersion.getDefaultVersion())
                                .build(),
                        operations);
        this.begun = context.getSessionConf().toMap();
        this.names = new SessionNames(context.getSessionState(), remembered);
    }

    /** What it began with; values that are secret are hidden. */
    Beginning beginning() {
        return beginning;
    }

    /** Sends the jobs to come to a cluster; user settings cannot change that. */
    void useCluster(Configuration target) {
        cluster = target;
    }

    /**
     * Sets the mode of the statements to come, over what the session's settings say.
     *
     * @param mode {@code batch} or {@code streaming}; null for what the settings say
     */
    void useMode(@Nullable String mode) {
        if (mode == null) {
            runMode = null;
            return;
        }
        runMode = parseMode(mode);
    }

    private static RuntimeExecutionMode parseMode(String mode) {
        return switch (mode) {
            case "batch" -> RuntimeExecutionMode.BATCH;
            case "streaming" -> RuntimeExecutionMode.STREAMING;
            default ->
                    throw new IllegalArgumentException(
                            "mode: " + mode + " (expected: batch or streaming)");
        };
    }

    @Override
    public boolean isStreaming() {
        RuntimeExecutionMode mode =
                runMode == null
                        ? context.getSessionConf().get(ExecutionOptions.RUNTIME_MODE)
                        : runMode;
        return mode != RuntimeExecutionMode.BATCH;
    }

    @Override
    public boolean isUserSetting(String key) {
        String value = context.getSessionConf().toMap().get(key);
        return value != null && !value.equals(defaults.toMap().get(key));
    }

    /** An environment for one statement; it sees all of the session and may be set up freely. */
    StatementEnvironment environment() {
        ResourceManager resources = context.getSessionState().resourceManager.copy();
        StreamTableEnvironmentImpl tables =
                (StreamTableEnvironmentImpl) executor().getTableEnvironment(resources, overrides());
        return new StatementEnvironment(tables, resources);
    }

    /** An environment for trying statements on any thread, whatever the session is doing. */
    SideEnvironment sideEnvironment(@Nullable String mode, List<String> words) {
        Configuration settings = cluster.clone();
        if (mode != null) {
            settings.set(ExecutionOptions.RUNTIME_MODE, parseMode(mode));
        }
        return SideEnvironment.of(context, settings, words);
    }

    /** Has the gateway execute a statement that is neither a query nor a modification. */
    ResultFetcher execute(Operation operation, String statement) {
        if (operation instanceof CreateCatalogOperation creation) {
            return createCatalog(creation.getCatalogName(), statement);
        }
        return execute(statement);
    }

    ResultFetcher execute(String statement) {
        try {
            return executor().executeStatement(OperationHandle.create(), overrides(), statement);
        } finally {
            forgetNames();
        }
    }

    /** A catalog that could not be opened would stay, and break whatever lists catalogs. */
    private ResultFetcher createCatalog(String name, String statement) {
        CatalogManager catalogs = context.getSessionState().catalogManager;
        boolean wasThere = catalogs.listCatalogs().contains(name);
        try {
            return execute(statement);
        } catch (RuntimeException e) {
            if (!wasThere) {
                catalogs.unregisterCatalog(name, true);
            }
            throw e;
        }
    }

    /** Notes that its catalogs may have changed. */
    void forgetNames() {
        remembered.clear();
    }

    /** Notes which run set a setting. */
    void noteSetting(Operation operation, String run) {
        settings.note(operation, run);
    }

    /** What it holds that would be gone without it. Called on any thread. */
    Content content() {
        SessionContext.SessionState state = context.getSessionState();
        return new Content(
                SessionObjects.of(state),
                settings.differences(begun, context.getSessionConf().toMap()),
                state.resourceManager.getLocalJarResources().stream()
                        .map(URL::getPath)
                        .sorted()
                        .toList());
    }

    /** The names of its catalogs. */
    SessionNames names() {
        return names;
    }

    CatalogManager catalogManager() {
        return context.getSessionState().catalogManager;
    }

    FunctionCatalog functions() {
        return context.getSessionState().functionCatalog;
    }

    /** What its catalogs hold. */
    SessionCatalogs catalogs(FailureTranslator translator) {
        return new SessionCatalogs(
                context.getSessionState(), remembered, this::sideEnvironment, translator);
    }

    OperationExecutor executor() {
        return context.createOperationExecutor(new Configuration());
    }

    @Override
    public void close() {
        context.close();
        operations.shutdownNow();
    }

    private Configuration overrides() {
        Configuration overrides = cluster.clone();
        if (runMode != null) {
            overrides.set(ExecutionOptions.RUNTIME_MODE, runMode);
        }
        return overrides;
    }
}
