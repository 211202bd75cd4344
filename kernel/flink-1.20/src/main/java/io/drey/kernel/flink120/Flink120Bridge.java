package io.drey.kernel.flink120;

import io.drey.kernel.FlinkBridge;
import io.drey.kernel.Language;
import io.drey.kernel.Outlet;
import io.drey.kernel.flink120.error.FailureTranslator;
import io.drey.kernel.flink120.job.ClusterConnection;
import io.drey.kernel.flink120.job.JobWatcher;
import io.drey.kernel.flink120.statement.Binding;
import io.drey.kernel.flink120.statement.Modifications;
import io.drey.kernel.flink120.statement.Queries;
import io.drey.protocol.ServerMessages.Configure;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.jspecify.annotations.Nullable;

/**
 * The bridge to Flink 1.20.
 *
 * <p>A kernel keeps its session for life. When it is bound anew, as after a restart of the server,
 * what is still running stays with the binding it began under.
 */
public final class Flink120Bridge implements FlinkBridge {
    /** The cluster that Drey starts itself; the result sink is among its jars. */
    private static final String LOCAL = "local";

    private final List<Bound> bounds = new CopyOnWriteArrayList<>();
    private volatile List<Language> languages = List.of();
    private @Nullable Configure configured;
    private @Nullable KernelSession session;

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
    public void configure(Configure configuration, Outlet outlet, Executor sessionThread) {
        if (configuration.equals(configured)) {
            return;
        }
        Configuration target = ClusterConnection.settings(URI.create(configuration.restUrl()));
        if (session == null) {
            session = new KernelSession(Configuration.fromMap(configuration.settings()), target);
        }
        session.useCluster(target);
        Bound bound = bind(session, configuration, ClusterConnection.of(target), sessionThread);
        bounds.add(bound);
        languages = List.of(bound.sql());
        configured = configuration;
    }

    @Override
    public List<Language> languages() {
        return languages;
    }

    @Override
    public void noteResultState(String result, String state) {
        if (state.equals("connected")) {
            bounds.forEach(bound -> bound.queries().noteConnected(result));
        }
    }

    @Override
    public void close() {
        bounds.forEach(bound -> bound.queries().cancelAll());
        bounds.forEach(bound -> bound.binding().close());
        if (session != null) {
            session.close();
        }
    }

    private static Bound bind(
            KernelSession session,
            Configure configuration,
            ClusterConnection connection,
            Executor sessionThread) {
        Path sinkJar = configuration.cluster().equals(LOCAL) ? null : SinkJar.path();
        Binding binding =
                new Binding(
                        configuration.cluster(),
                        connection,
                        new JobWatcher(connection),
                        configuration.resultHost(),
                        configuration.resultPort(),
                        sinkJar);
        FailureTranslator translator = new FailureTranslator(session.names());
        Queries queries =
                new Queries(
                        binding,
                        sessionThread,
                        (statement, problem) ->
                                statement.tellFailed(
                                        translator.translate(problem, statement.statement())));
        var unused = connection.warmUp();
        Modifications modifications = new Modifications(binding);
        return new Bound(
                binding, queries, new SqlLanguage(session, queries, modifications, translator));
    }

    private record Bound(Binding binding, Queries queries, SqlLanguage sql) {}
}
