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
import io.drey.kernel.flink120.statement.StatementRun;
import io.drey.protocol.ServerMessages.Configure;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Executor;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.jspecify.annotations.Nullable;

/** The bridge to Flink 1.20. */
public final class Flink120Bridge implements FlinkBridge {
    private volatile List<Language> languages = List.of();
    private @Nullable KernelSession session;
    private @Nullable Binding binding;

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
        if (session == null) {
            session = new KernelSession(Configuration.fromMap(configuration.settings()));
        }
        URI restUrl = URI.create(configuration.restUrl());
        Configuration target = ClusterConnection.settings(restUrl);
        session.useCluster(target);
        ClusterConnection connection = ClusterConnection.of(target);
        binding =
                new Binding(
                        configuration.cluster(),
                        connection,
                        new JobWatcher(connection),
                        configuration.resultHost(),
                        configuration.resultPort(),
                        null);
        FailureTranslator translator = new FailureTranslator(session.names());
        languages =
                List.of(
                        new SqlLanguage(
                                session,
                                new Queries(
                                        binding,
                                        (statement, problem) ->
                                                tellFailed(translator, statement, problem)),
                                new Modifications(binding),
                                translator));
        var unused = connection.warmUp();
    }

    @Override
    public List<Language> languages() {
        return languages;
    }

    @Override
    public void noteResultState(String result, String state) {}

    @Override
    public void close() {
        if (binding != null) {
            binding.close();
        }
        if (session != null) {
            session.close();
        }
    }

    private static void tellFailed(
            FailureTranslator translator, StatementRun statement, Throwable problem) {
        statement.tellFailed(translator.translate(problem, statement.statement()));
    }
}
