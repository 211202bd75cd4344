package io.drey.kernel.flink120.statement;

import static java.util.Objects.requireNonNull;

import io.drey.kernel.CellRun;
import io.drey.kernel.flink120.job.ClusterConnection;
import io.drey.kernel.flink120.job.JobEnd;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.table.api.internal.TableResultInternal;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.operations.ModifyOperation;
import org.apache.flink.util.CloseableIterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what changes tables: INSERT, CREATE TABLE AS, DELETE, statement sets. Confined to the
 * session thread.
 *
 * <p>Their jobs outlive the kernel. A batch job is waited for, since the next statement may read
 * what it writes; a streaming one is not.
 */
public final class Modifications {
    /** Where nobody chose one; file sinks show their rows at a checkpoint only. */
    public static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);

    /** How long a cancelled job may take to say so before the cell stops waiting for it. */
    private static final Duration CANCEL_TIMEOUT = Duration.ofSeconds(15);

    private static final Logger LOG = LoggerFactory.getLogger(Modifications.class);

    private final Binding binding;
    private final Duration checkpointInterval;

    /**
     * Makes the runner.
     *
     * @param checkpointInterval for streaming jobs, unless the user chose another
     */
    public Modifications(Binding binding, Duration checkpointInterval) {
        this.binding = requireNonNull(binding, "binding");
        this.checkpointInterval = requireNonNull(checkpointInterval, "checkpointInterval");
    }

    /**
     * Submits the operations as one job, and in batch mode waits for it.
     *
     * @throws JobFailedException if the job that was waited for did not succeed
     * @throws JobLostException if the cluster lost it
     * @throws CancellationException if it was cancelled
     */
    public void run(
            StatementRun statement,
            StatementEnvironment environment,
            List<ModifyOperation> operations,
            SessionSettings settings) {
        if (settings.isStreaming()
                && !settings.isUserSetting(CheckpointingOptions.CHECKPOINTING_INTERVAL.key())) {
            environment.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpointInterval);
        }
        JobID job = environment.nameJob(statement.jobName());
        CompletableFuture<JobEnd> end = new CompletableFuture<>();
        try (CellRun.Hold hold = statement.run().hold(() -> cancel(job, end))) {
            statement.run().requireNotCancelled();
            TableResultInternal result = submit(statement, environment, operations, job);
            Optional<JobClient> client = result.getJobClient();
            if (client.isEmpty()) {
                statement.tellSucceeded(affectedRows(result));
                return;
            }
            if (statement.run().isCancelled()) {
                binding.cancel(job);
                throw new CancellationException("run: " + statement.run().id());
            }
            if (settings.isStreaming()) {
                warn(statement, environment, operations);
                statement.tellRunsOn("The job runs on in the cluster.");
            } else {
                awaitEnd(job, end);
                statement.tellSucceeded("The job is done.");
            }
        }
    }

    private TableResultInternal submit(
            StatementRun statement,
            StatementEnvironment environment,
            List<ModifyOperation> operations,
            JobID job) {
        try (ClusterConnection.Expected expected =
                binding.connection().expect(job, () -> statement.tellJob(job, true))) {
            try {
                return environment.tables().executeInternal(operations);
            } catch (RuntimeException e) {
                if (expected.isSubmitted()) {
                    // The cluster may have taken it all the same.
                    var unused = binding.cancel(job);
                }
                throw e;
            }
        }
    }

    /** Flink plans where it submits, and keeps the plan to itself; so it is made once more. */
    private static void warn(
            StatementRun statement,
            StatementEnvironment environment,
            List<ModifyOperation> operations) {
        try {
            Plans.warn(statement, environment, Plans.optimize(environment, operations, true));
        } catch (RuntimeException e) {
            // The job runs; that it could not be looked at again is no reason to fail.
            LOG.info("Found no plan to warn of", e);
        }
    }

    private void awaitEnd(JobID job, CompletableFuture<JobEnd> end) {
        var unused = binding.watcher().watch(job).thenAccept(end::complete);
        JobEnd known = end.join();
        if (known.kind() == JobEnd.Kind.CANCELLED) {
            throw new CancellationException("job: " + job);
        }
        JobFailures.of(known).ifPresent(Modifications::raise);
    }

    private static void raise(RuntimeException failure) {
        throw failure;
    }

    private void cancel(JobID job, CompletableFuture<JobEnd> end) {
        binding.cancel(job);
        var unused =
                end.completeOnTimeout(
                        new JobEnd(JobEnd.Kind.CANCELLED, null),
                        CANCEL_TIMEOUT.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private static String affectedRows(TableResultInternal result) {
        try (CloseableIterator<RowData> rows = result.collectInternal()) {
            return rows.hasNext() ? rows.next().getLong(0) + " rows changed." : "Done.";
        } catch (Exception e) {
            return "Done.";
        }
    }
}
