package io.drey.kernel.flink120.statement;

import io.drey.kernel.flink120.job.ClusterConnection;
import io.drey.kernel.flink120.job.JobWatcher;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.JobID;
import org.jspecify.annotations.Nullable;

/**
 * The cluster a kernel is bound to, and where its tasks reach the server.
 *
 * @param cluster its name
 * @param sinkJar the result sink, to be sent along with queries; null when the cluster has it
 */
public record Binding(
        String cluster,
        ClusterConnection connection,
        JobWatcher watcher,
        String resultHost,
        int resultPort,
        @Nullable Path sinkJar)
        implements AutoCloseable {

    Optional<Path> findSinkJar() {
        return Optional.ofNullable(sinkJar);
    }

    /** Asks for a job's end; completes when the cluster has heard. */
    CompletableFuture<?> cancel(JobID job) {
        return connection.cancel(job);
    }

    @Override
    public void close() {
        watcher.close();
        connection.close();
    }
}
