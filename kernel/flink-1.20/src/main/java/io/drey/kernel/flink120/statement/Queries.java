package io.drey.kernel.flink120.statement;

import static java.util.Objects.requireNonNull;

import io.drey.kernel.CellRun;
import io.drey.kernel.flink120.job.JobEnd;
import io.drey.protocol.KernelMessages.ResultOpened;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.BiConsumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.dag.Pipeline;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.table.operations.QueryOperation;
import org.apache.flink.table.planner.delegation.DefaultExecutor;

/**
 * Runs queries: their jobs end in Drey's sink, which brings the rows to the server itself.
 *
 * <p>A query is a preview: it does not restart and takes no checkpoints, unless the user asked for
 * that. Confined to the session thread, but for what is told of jobs that have been submitted.
 */
public final class Queries {
    /** Flink waits up to 100 ms for a network buffer to fill; whoever looks on does not. */
    private static final Duration BUFFER_TIMEOUT = Duration.ofMillis(5);

    private final Binding binding;
    private final BiConsumer<StatementRun, Throwable> whenFailed;

    /** Makes the runner; {@code whenFailed} tells of a job that failed after its submission. */
    public Queries(Binding binding, BiConsumer<StatementRun, Throwable> whenFailed) {
        this.binding = requireNonNull(binding, "binding");
        this.whenFailed = requireNonNull(whenFailed, "whenFailed");
    }

    /** Plans a query, opens its result, and submits its job. */
    public void start(
            StatementRun statement,
            StatementEnvironment environment,
            QueryOperation query,
            SessionSettings settings) {
        PlannedQuery plan =
                new QueryPlanner(environment, settings.isStreaming(), target(statement))
                        .plan(limit(environment, query, statement, settings));
        prepare(environment, settings);
        JobID job = environment.nameJob(statement.jobName());
        DefaultExecutor executor = new DefaultExecutor(environment.tables().execEnv());
        Pipeline pipeline =
                executor.createPipeline(
                        plan.transformations(),
                        environment.tables().getConfig().getConfiguration(),
                        statement.jobName());
        statement.run().requireNotCancelled();
        statement.outlet().tell(opened(statement, query, plan, settings));
        submit(statement, executor, pipeline, job);
        statement.tellFlowing(plan.isBounded());
    }

    private void submit(
            StatementRun statement, DefaultExecutor executor, Pipeline pipeline, JobID job) {
        CellRun.Hold hold = statement.run().hold(() -> binding.cancel(job));
        try {
            var unused = executor.executeAsync(pipeline);
        } catch (Exception e) {
            hold.close();
            throw new SubmissionException(e);
        }
        statement.tellJob(job, false);
        if (statement.run().isCancelled()) {
            // The first call for the job's end may have come before the job.
            binding.cancel(job);
            throw new CancellationException("run: " + statement.run().id());
        }
        var unused = binding.watcher().watch(job).thenAccept(end -> conclude(statement, hold, end));
    }

    private void conclude(StatementRun statement, CellRun.Hold hold, JobEnd end) {
        hold.close();
        JobFailures.of(end).ifPresent(failure -> whenFailed.accept(statement, failure));
    }

    private void prepare(StatementEnvironment environment, SessionSettings settings) {
        environment.resources().addJarConfiguration(environment.tables().getConfig());
        binding.findSinkJar().ifPresent(environment::addJar);
        setUnlessChosen(environment, settings, RestartStrategyOptions.RESTART_STRATEGY, "none");
        setUnlessChosen(environment, settings, ExecutionOptions.BUFFER_TIMEOUT, BUFFER_TIMEOUT);
    }

    private static <T> void setUnlessChosen(
            StatementEnvironment environment,
            SessionSettings settings,
            ConfigOption<T> option,
            T value) {
        if (!settings.isUserSetting(option.key())) {
            environment.set(option, value);
        }
    }

    private ResultTarget target(StatementRun statement) {
        return new ResultTarget(
                binding.resultHost(),
                binding.resultPort(),
                statement.resultId(),
                statement.run().request().resultToken(),
                statement.run().request().limit());
    }

    /** Leaves out rows that nobody asked for, where that does not change the other ones. */
    private static QueryOperation limit(
            StatementEnvironment environment,
            QueryOperation query,
            StatementRun statement,
            SessionSettings settings) {
        long limit = statement.run().request().limit();
        if (limit <= 0 || limit > Integer.MAX_VALUE || settings.isStreaming()) {
            return query;
        }
        return environment.tables().createTable(query).fetch((int) limit).getQueryOperation();
    }

    private static ResultOpened opened(
            StatementRun statement,
            QueryOperation query,
            PlannedQuery plan,
            SessionSettings settings) {
        return new ResultOpened(
                statement.run().id(),
                statement.statement().index(),
                statement.resultId(),
                ResultColumns.of(query.getResolvedSchema()),
                settings.mode(),
                plan.changelog().kind(),
                plan.changelog().upsertKey(),
                "sink");
    }
}
