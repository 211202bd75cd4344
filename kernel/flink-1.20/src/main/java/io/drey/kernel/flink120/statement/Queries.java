package io.drey.kernel.flink120.statement;

import static java.util.Objects.requireNonNull;

import io.drey.kernel.CellRun;
import io.drey.kernel.flink120.job.JobEnd;
import io.drey.sink.ResultUnreachableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.dag.Pipeline;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.table.operations.QueryOperation;
import org.apache.flink.table.planner.delegation.DefaultExecutor;
import org.apache.flink.util.ExceptionUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs queries: their jobs end in Drey's sink, which brings the rows to the server itself.
 *
 * <p>Where the tasks cannot reach the server, the query is run again by Flink's own way, through
 * the kernel. A query is a preview: it does not restart and takes no checkpoints, unless the user
 * asked for that. Confined to the session thread, but for what says otherwise.
 */
public final class Queries {
    private static final Logger LOG = LoggerFactory.getLogger(Queries.class);

    /** Flink waits up to 100 ms for a network buffer to fill; whoever looks on does not. */
    private static final Duration BUFFER_TIMEOUT = Duration.ofMillis(5);

    private final Binding binding;
    private final Executor sessionThread;
    private final BiConsumer<StatementRun, Throwable> whenFailed;
    private final CollectedQueries collected;
    private final Map<String, OpenQuery> open = new ConcurrentHashMap<>();
    private final Map<JobID, CellRun.Hold> running = new ConcurrentHashMap<>();
    private final Duration unreachableFor;
    private long unreachableSinceNanos;
    private boolean isSinkUnreachable;

    /**
     * Makes the runner.
     *
     * @param sessionThread where a query is planned once more
     * @param unreachableFor how long no task is expected to reach the server after one could not;
     *     the next query then tries again
     * @param whenFailed tells of a job that failed after its submission, on any thread
     */
    public Queries(
            Binding binding,
            Executor sessionThread,
            Duration unreachableFor,
            BiConsumer<StatementRun, Throwable> whenFailed) {
        this.binding = requireNonNull(binding, "binding");
        this.sessionThread = requireNonNull(sessionThread, "sessionThread");
        this.unreachableFor = requireNonNull(unreachableFor, "unreachableFor");
        this.whenFailed = requireNonNull(whenFailed, "whenFailed");
        this.collected = new CollectedQueries();
    }

    /** Plans a query, opens its result, and submits its job; takes over the environment. */
    public void start(
            StatementRun statement,
            StatementEnvironment environment,
            QueryOperation query,
            SessionSettings settings) {
        OpenQuery opened =
                new OpenQuery(
                        statement,
                        environment,
                        limit(environment, query, statement, settings),
                        settings.isStreaming());
        prepare(environment, settings);
        PlannedQuery plan = plan(opened, environment);
        statement.run().requireNotCancelled();
        Plans.warn(statement, environment, List.of(plan.root()));
        if (isSinkUnreachable
                && System.nanoTime() - unreachableSinceNanos < unreachableFor.toNanos()) {
            collect(opened, environment, plan);
        } else {
            submit(opened, environment, plan);
        }
        statement.tellFlowing(plan.isBounded());
    }

    /** Learns that the server has room for the rows of a result. Called on any thread. */
    public void noteOpened(String result) {
        OpenQuery query = open.get(result);
        if (query != null) {
            query.noteOpened();
        }
    }

    /** Learns that rows arrive, so that no other path is needed. Called on any thread. */
    public void noteConnected(String result) {
        OpenQuery query = open.remove(result);
        if (query != null) {
            query.release();
        }
    }

    /** Ends the jobs of all queries; completes when the cluster has heard. Called on any thread. */
    public CompletableFuture<?> cancelAll() {
        return CompletableFuture.allOf(
                running.keySet().stream().map(binding::cancel).toArray(CompletableFuture[]::new));
    }

    private void submit(OpenQuery query, StatementEnvironment environment, PlannedQuery plan) {
        StatementRun statement = query.statement();
        open.put(statement.resultId(), query);
        query.tellOpened(plan.changelog(), "sink");
        JobID job = environment.nameJob(statement.jobName());
        DefaultExecutor executor = new DefaultExecutor(environment.tables().execEnv());
        Pipeline pipeline =
                executor.createPipeline(
                        plan.transformations(),
                        environment.tables().getConfig().getConfiguration(),
                        statement.jobName());
        hold(statement, job);
        try {
            query.awaitOpened();
            statement.tellJob(job, false);
            var unused = executor.executeAsync(pipeline);
        } catch (Exception e) {
            giveUp(query, job);
            throw new SubmissionException(e);
        }
        follow(query, job);
    }

    private void collect(OpenQuery query, StatementEnvironment environment, PlannedQuery plan) {
        StatementRun statement = query.statement();
        Changelog changelog =
                plan.changelog().equals(Changelog.APPEND) ? Changelog.APPEND : Changelog.RETRACT;
        JobID job = environment.nameJob(statement.jobName());
        query.tellOpened(changelog, "collect");
        hold(statement, job);
        statement.tellJob(job, false);
        try {
            collected.start(query, environment);
        } catch (RuntimeException e) {
            giveUp(query, job);
            throw e;
        }
        follow(query, job);
    }

    private void hold(StatementRun statement, JobID job) {
        running.put(job, statement.run().hold(() -> binding.cancel(job)));
    }

    private void follow(OpenQuery query, JobID job) {
        StatementRun statement = query.statement();
        if (statement.run().isCancelled()) {
            // The first call for the job's end may have come before the job.
            binding.cancel(job);
            release(query, job);
            throw new CancellationException("run: " + statement.run().id());
        }
        var unused = binding.watcher().watch(job).thenAccept(end -> conclude(query, job, end));
    }

    private void conclude(OpenQuery query, JobID job, JobEnd end) {
        if (isUnreachable(end) && open.containsKey(query.statement().resultId())) {
            sessionThread.execute(() -> fallBack(query, job, end));
            return;
        }
        release(query, job);
        JobFailures.of(end).ifPresent(failure -> whenFailed.accept(query.statement(), failure));
    }

    private void fallBack(OpenQuery query, JobID failed, JobEnd end) {
        LOG.info(
                "Collects result={} since the sink cannot",
                query.statement().resultId(),
                end.cause());
        isSinkUnreachable = true;
        unreachableSinceNanos = System.nanoTime();
        CellRun.Hold hold = running.remove(failed);
        if (hold != null) {
            hold.close();
        }
        open.remove(query.statement().resultId());
        try {
            query.statement().run().requireNotCancelled();
            StatementEnvironment environment = query.findEnvironment().orElseThrow();
            collect(query, environment, plan(query, environment));
        } catch (CancellationException e) {
            query.release();
        } catch (RuntimeException e) {
            query.release();
            whenFailed.accept(query.statement(), e);
        }
    }

    /** Lets go of a query that was not submitted; the cluster may have taken it all the same. */
    private void giveUp(OpenQuery query, JobID job) {
        binding.cancel(job);
        release(query, job);
    }

    private void release(OpenQuery query, JobID job) {
        open.remove(query.statement().resultId(), query);
        query.release();
        CellRun.Hold hold = running.remove(job);
        if (hold != null) {
            hold.close();
        }
    }

    private PlannedQuery plan(OpenQuery query, StatementEnvironment environment) {
        StatementRun statement = query.statement();
        ResultTarget target =
                new ResultTarget(
                        binding.resultHost(),
                        binding.resultPort(),
                        statement.resultId(),
                        statement.run().request().resultToken(),
                        statement.run().request().limit());
        return new QueryPlanner(environment, query.isStreaming(), target).plan(query.query());
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

    private static boolean isUnreachable(JobEnd end) {
        return end.kind() == JobEnd.Kind.FAILED
                && end.cause() != null
                && ExceptionUtils.findThrowableWithMessage(
                                end.cause(), ResultUnreachableException.PREFIX)
                        .isPresent();
    }
}
