package io.drey.server.cluster;

import static java.util.Objects.requireNonNull;

import io.drey.model.ClusterInfo;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.JobId;
import io.drey.model.ProcessInfo;
import io.drey.server.platform.NamedThreads;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Flink cluster that Drey runs on its own machine: one JobManager and one TaskManager.
 *
 * <p>Both are processes of their own that outlive the server; a restarted server adopts them. One
 * that dies is started again, ever later while it keeps dying. A JobManager takes its jobs with it,
 * which {@link #generation()} tells, but for those that are kept: its successor brings them back
 * under the same ids, as {@link #recovery()} tells. Thread-safe.
 */
public final class LocalCluster implements Cluster, AutoCloseable {
    /** Its name wherever clusters are named. */
    public static final String NAME = "local";

    private static final Logger LOG = LoggerFactory.getLogger(LocalCluster.class);
    private static final long TICK_MILLIS = 250;
    private static final Duration LOOK_WHEN_UP = Duration.ofSeconds(2);
    private static final Duration LOOK_LIMIT = Duration.ofSeconds(2);

    /** Longer than a collection of garbage, shorter than a user's patience. */
    private static final Duration UNREACHABLE_AFTER = Duration.ofSeconds(6);

    /** A process that lives but does not do its work for so long never will. */
    private static final Duration STUCK_AFTER = Duration.ofSeconds(75);

    private final FlinkClient client;
    private final Clock clock;
    private final ScheduledExecutorService supervisor = NamedThreads.scheduled("local-cluster", 1);
    private final List<LocalClusterListener> listeners = new CopyOnWriteArrayList<>();
    private final LocalClusterProcesses processes;
    private final LocalClusterRecovery recovery;
    private final Map<LocalClusterRole, RestartPace> paces = new EnumMap<>(LocalClusterRole.class);
    private final Map<LocalClusterRole, Instant> restarts = new EnumMap<>(LocalClusterRole.class);

    private volatile LocalClusterView view;
    private volatile CompletableFuture<Void> up = new CompletableFuture<>();
    private boolean isWanted;
    private Instant lastLook = Instant.MIN;
    private final Patience answer = new Patience(STUCK_AFTER);
    private final Patience connection = new Patience(STUCK_AFTER);

    public LocalCluster(LocalClusterSpec spec, FlinkClient client, Clock clock) {
        this.client = requireNonNull(client, "client");
        this.clock = requireNonNull(clock, "clock");
        this.processes = new LocalClusterProcesses(spec, this::exited);
        this.recovery = processes.recovery();
        // Jobs of before may be tracked before the cluster is started, and must not count as lost.
        this.view = LocalClusterView.stopped(processes.lastGeneration());
        for (LocalClusterRole role : LocalClusterRole.values()) {
            paces.put(role, new RestartPace());
        }
    }

    /**
     * Adopts the running cluster or starts one, and watches over it from now on. Returns at once.
     */
    public void start() {
        supervisor.execute(NamedThreads.logged("start local cluster", this::begin));
        supervisor.scheduleWithFixedDelay(
                NamedThreads.logged("supervise local cluster", this::tick),
                TICK_MILLIS,
                TICK_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    /**
     * Waits until work can be given to it.
     *
     * @throws DreyException CLUSTER_UNAVAILABLE with what is known when it takes longer
     */
    public void awaitUp(Duration limit) {
        try {
            up.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable();
        } catch (ExecutionException | TimeoutException e) {
            throw unavailable();
        }
    }

    /** Ends both processes and the watching. Takes some seconds. */
    public void stop() {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        supervisor.execute(
                () -> {
                    isWanted = false;
                    try {
                        processes.endAll();
                        ended.complete(null);
                    } catch (IOException e) {
                        ended.completeExceptionally(e);
                    }
                    publish(ClusterInfo.State.STOPPED, null, null);
                });
        ended.join();
        close();
    }

    /** Ends the watching; the cluster runs on. */
    @Override
    public void close() {
        NamedThreads.close(supervisor);
    }

    public ClusterInfo info() {
        return view.info();
    }

    @Override
    public String name() {
        return NAME;
    }

    /**
     * Counts the JobManagers; a job started under another generation than this one is gone unless
     * it is kept.
     */
    @Override
    public long generation() {
        return view.generation();
    }

    /**
     * Where its REST interface listens; the same after restarts unless the port was taken.
     *
     * @throws DreyException CLUSTER_UNAVAILABLE before the first start
     */
    public URI restUri() {
        URI uri = view.restUri();
        if (uri == null) {
            throw unavailable();
        }
        return uri;
    }

    @Override
    public FlinkRest rest() {
        return new FlinkRest(client, restUri());
    }

    /** Which jobs are brought back with the JobManager, and how those ended that were. */
    public LocalClusterRecovery recovery() {
        return recovery;
    }

    /** Both processes with memory and, after a restart, its reason. */
    public List<ProcessInfo> processes() {
        return view.withMemory();
    }

    public void addListener(LocalClusterListener listener) {
        listeners.add(listener);
    }

    private void begin() {
        isWanted = true;
        try {
            if (processes.adopt() && !mustReplace()) {
                publish(ClusterInfo.State.STARTING, null, null);
            } else {
                startAll(ClusterInfo.State.STARTING, null);
            }
        } catch (IOException e) {
            failed(LocalClusterRole.JOB_MANAGER, e);
        }
        tick();
    }

    /** An outdated cluster is replaced while no job of the user would die of it. */
    private boolean mustReplace() throws IOException {
        if (!processes.isOutdated()) {
            return false;
        }
        if (hasJobsToLose()) {
            processes.note(
                    LocalClusterRole.JOB_MANAGER,
                    "runs from an earlier build until its jobs have ended and Drey is restarted");
            return false;
        }
        LOG.info("Replaces the local cluster, which runs from an earlier build");
        return true;
    }

    private boolean hasJobsToLose() throws IOException {
        Set<JobId> stored = recovery.stored();
        try {
            return new FlinkRest(client.within(LOOK_LIMIT), requireNonNull(uri()))
                    .jobs().stream().anyMatch(job -> !job.isEnded() && !stored.contains(job.id()));
        } catch (DreyException e) {
            return false;
        }
    }

    private void exited(LocalClusterRole role) {
        try {
            supervisor.execute(NamedThreads.logged("supervise local cluster", this::tick));
        } catch (RejectedExecutionException e) {
            LOG.debug("Process ended after the watching role={}", role.word());
        }
    }

    private void tick() {
        if (!isWanted) {
            return;
        }
        if (processes.find(LocalClusterRole.JOB_MANAGER).isEmpty()) {
            revive(LocalClusterRole.JOB_MANAGER);
        } else if (processes.find(LocalClusterRole.TASK_MANAGER).isEmpty()) {
            revive(LocalClusterRole.TASK_MANAGER);
        }
        refresh();
    }

    private void revive(LocalClusterRole role) {
        Instant now = clock.instant();
        Instant due = restarts.get(role);
        if (due == null) {
            due = requireNonNull(paces.get(role)).next(now);
            restarts.put(role, due);
            String words = processes.lastWords(role);
            String why =
                    "The "
                            + role.word()
                            + " ended unexpectedly"
                            + (words.isEmpty() ? "" : ": " + words);
            LOG.warn("Lost role={} words={} restartAt={}", role.word(), words, due);
            processes.note(
                    role,
                    "restarted at "
                            + due.truncatedTo(ChronoUnit.SECONDS)
                            + " after it ended unexpectedly");
            publish(ClusterInfo.State.RESTARTING, why, null);
        }
        if (now.isBefore(due)) {
            return;
        }
        restarts.remove(role);
        try {
            if (role == LocalClusterRole.JOB_MANAGER) {
                startAll(ClusterInfo.State.RESTARTING, view.info().why());
            } else {
                requireNonNull(paces.get(role)).started(now);
                processes.start(role);
                publish(ClusterInfo.State.RESTARTING, view.info().why(), null);
            }
        } catch (IOException e) {
            failed(role, e);
        }
    }

    private void startAll(ClusterInfo.State state, @Nullable String why) throws IOException {
        for (RestartPace pace : paces.values()) {
            pace.started(clock.instant());
        }
        processes.startAll();
        answer.reset();
        connection.reset();
        publish(state, why, null);
    }

    private void failed(LocalClusterRole role, IOException e) {
        LOG.error("Failed to start role={}", role.word(), e);
        publish(ClusterInfo.State.RESTARTING, "It cannot be started: " + e.getMessage(), null);
    }

    private void refresh() {
        Instant now = clock.instant();
        URI uri = uri();
        boolean isUp = view.info().state() == ClusterInfo.State.UP;
        if (uri == null || (isUp && now.isBefore(lastLook.plus(LOOK_WHEN_UP)))) {
            return;
        }
        lastLook = now;
        FlinkOverview overview = look(uri);
        if (overview == null) {
            answer.waitedInVain(now);
            unanswered(isUp);
            return;
        }
        answer.reset();
        if (isUp ? overview.taskManagers() > 0 : overview.slotsTotal() > 0 && isConnected(uri)) {
            connection.reset();
            publish(ClusterInfo.State.UP, null, overview);
            up.complete(null);
            return;
        }
        connection.waitedInVain(now);
        if (connection.isOver()) {
            replaceStuck(LocalClusterRole.TASK_MANAGER);
        } else if (isUp) {
            publish(ClusterInfo.State.RESTARTING, "The taskmanager is not connected", overview);
        }
    }

    private void unanswered(boolean isUp) {
        if (answer.isOver()) {
            replaceStuck(LocalClusterRole.JOB_MANAGER);
        } else if (isUp && answer.isOver(UNREACHABLE_AFTER)) {
            publish(ClusterInfo.State.UNREACHABLE, "The jobmanager runs but does not answer", null);
        }
    }

    private void replaceStuck(LocalClusterRole role) {
        LOG.warn("Ends stuck process role={}", role.word());
        answer.reset();
        connection.reset();
        processes.kill(role);
    }

    /** One that was killed counts for some seconds more, and work given to it would fail. */
    private boolean isConnected(URI uri) {
        try {
            List<FlinkTaskManager> found =
                    new FlinkRest(client.within(LOOK_LIMIT), uri).taskManagers();
            return found.size() == 1 && found.get(0).id().equals(processes.taskManagerId());
        } catch (DreyException e) {
            return false;
        }
    }

    private @Nullable FlinkOverview look(URI uri) {
        try {
            return new FlinkRest(client.within(LOOK_LIMIT), uri).overview();
        } catch (DreyException e) {
            return null;
        }
    }

    private @Nullable URI uri() {
        LocalClusterPorts ports = processes.ports();
        return ports == null ? null : URI.create("http://127.0.0.1:" + ports.rest());
    }

    private void publish(
            ClusterInfo.State state, @Nullable String why, @Nullable FlinkOverview overview) {
        if (state != ClusterInfo.State.UP && up.isDone()) {
            up = new CompletableFuture<>();
        }
        LocalClusterView before = view;
        view =
                LocalClusterView.of(
                        state,
                        why,
                        uri(),
                        processes.generation(),
                        overview,
                        processes.infos(state));
        if (!view.isSameAs(before)) {
            LOG.info("Local cluster state={} why={} generation={}", state, why, view.generation());
            listeners.forEach(listener -> listener.clusterChanged(view.info(), view.generation()));
        }
    }

    private DreyException unavailable() {
        ClusterInfo info = view.info();
        String why = info.why() == null ? "" : ": " + info.why();
        return new DreyException(
                DreyErrorCode.CLUSTER_UNAVAILABLE,
                "cluster local is " + info.state().name().toLowerCase(Locale.ROOT) + why);
    }
}
