package io.drey.kernel.flink120;

import static java.util.Objects.requireNonNull;

import io.drey.kernel.Catalogs;
import io.drey.kernel.FlinkBridge;
import io.drey.kernel.Language;
import io.drey.kernel.Outlet;
import io.drey.kernel.RestorePoints;
import io.drey.kernel.flink120.error.FailureTranslator;
import io.drey.kernel.flink120.job.ClusterConnection;
import io.drey.kernel.flink120.job.JobWatcher;
import io.drey.kernel.flink120.restore.RestorePointScan;
import io.drey.kernel.flink120.setting.NotebookSettings;
import io.drey.kernel.flink120.statement.Binding;
import io.drey.kernel.flink120.statement.Modifications;
import io.drey.kernel.flink120.statement.Queries;
import io.drey.protocol.ServerMessages.Configure;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The bridge to Flink 1.20.
 *
 * <p>A kernel keeps its session for life. When it is bound anew, as after a restart of the server,
 * what is still running stays with the binding it began under.
 */
public final class Flink120Bridge implements FlinkBridge {
    /** The cluster that Drey starts itself; the result sink is among its jars. */
    private static final String LOCAL = "local";

    /** One refused connection may have been a hiccup, so that the sink is tried again. */
    private static final Duration SINK_UNREACHABLE_FOR = Duration.ofMinutes(1);

    /** The server waits two seconds for a kernel to end. */
    private static final long CANCEL_TIMEOUT_MILLIS = 1500;

    private static final Logger LOG = LoggerFactory.getLogger(Flink120Bridge.class);

    private final Duration sinkUnreachableFor;
    private final List<Bound> bounds = new CopyOnWriteArrayList<>();
    private volatile List<Language> languages = List.of();
    private volatile @Nullable Catalogs catalogs;
    private @Nullable Configure configured;
    private @Nullable KernelSession session;

    /** For the service loader. */
    public Flink120Bridge() {
        this(SINK_UNREACHABLE_FOR);
    }

    Flink120Bridge(Duration sinkUnreachableFor) {
        this.sinkUnreachableFor = requireNonNull(sinkUnreachableFor, "sinkUnreachableFor");
    }

    @Override
    public String runtime() {
        return "1.20";
    }

    @Override
    public String flinkVersion() {
        return EnvironmentInformation.getVersion();
    }

    @Override
    public void warmUp() {
        WarmUp.run();
    }

    @Override
    public Beginning configure(Configure configuration, Outlet outlet, Executor sessionThread) {
        if (configuration.equals(configured) && session != null) {
            return session.beginning();
        }
        Configuration target = ClusterConnection.settings(URI.create(configuration.restUrl()));
        Configuration settings = Configuration.fromMap(configuration.settings());
        Duration interval =
                settings.getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL)
                        .orElse(Modifications.CHECKPOINT_INTERVAL);
        // Meant for jobs that last; a query would show its rows only when a checkpoint is taken.
        settings.removeConfig(CheckpointingOptions.CHECKPOINTING_INTERVAL);
        if (session == null) {
            NotebookSettings asked =
                    NotebookSettings.read(
                            configuration.notebook(), runtime(), configuration.cluster());
            session = new KernelSession(settings, asked, target);
        }
        session.useCluster(target);
        Binding binding = binding(configuration, ClusterConnection.of(target));
        Bound bound =
                bind(
                        session,
                        binding,
                        new Modifications(binding, interval),
                        new ScriptCheck(settings),
                        sessionThread);
        bounds.add(bound);
        languages = List.of(bound.sql());
        catalogs = session.catalogs(new FailureTranslator(session.names()));
        configured = configuration;
        return session.beginning();
    }

    @Override
    public List<Language> languages() {
        return languages;
    }

    @Override
    public Optional<Catalogs> catalogs() {
        return Optional.ofNullable(catalogs);
    }

    @Override
    public RestorePoints restorePoints() {
        return new RestorePointScan();
    }

    @Override
    public void noteResultState(String result, String state) {
        if (state.equals("opened")) {
            bounds.forEach(bound -> bound.queries().noteOpened(result));
        } else if (state.equals("connected")) {
            bounds.forEach(bound -> bound.queries().noteConnected(result));
        }
    }

    @Override
    public void close() {
        CompletableFuture<?>[] cancelled =
                bounds.stream()
                        .map(bound -> bound.queries().cancelAll())
                        .toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(cancelled).get(CANCEL_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            LOG.info("Left jobs behind", e);
        }
        bounds.forEach(bound -> bound.binding().close());
        if (session != null) {
            session.close();
        }
    }

    private static Binding binding(Configure configuration, ClusterConnection connection) {
        Path sinkJar = configuration.cluster().equals(LOCAL) ? null : SinkJar.find().orElse(null);
        var unused = connection.warmUp();
        return new Binding(
                configuration.cluster(),
                connection,
                new JobWatcher(connection),
                configuration.resultHost(),
                configuration.resultPort(),
                sinkJar);
    }

    private Bound bind(
            KernelSession session,
            Binding binding,
            Modifications modifications,
            ScriptCheck scripts,
            Executor sessionThread) {
        FailureTranslator translator = new FailureTranslator(session.names());
        Queries queries =
                new Queries(
                        binding,
                        sessionThread,
                        sinkUnreachableFor,
                        (statement, problem) ->
                                statement.tellFailed(
                                        translator.translate(problem, statement.statement())));
        return new Bound(
                binding,
                queries,
                new SqlLanguage(session, queries, modifications, translator, scripts));
    }

    private record Bound(Binding binding, Queries queries, SqlLanguage sql) {}
}
