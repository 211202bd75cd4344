package io.drey.server.app;

import io.drey.model.ClusterInfo;
import io.drey.protocol.ServerMessages;
import io.drey.server.auth.Authenticator;
import io.drey.server.cluster.FlinkClient;
import io.drey.server.cluster.JobGraphService;
import io.drey.server.cluster.JobService;
import io.drey.server.cluster.LocalCluster;
import io.drey.server.cluster.LocalClusterSize;
import io.drey.server.cluster.LocalClusterSpec;
import io.drey.server.keeper.Keeper;
import io.drey.server.kernel.KernelLauncher;
import io.drey.server.kernel.KernelLimits;
import io.drey.server.kernel.KernelOptions;
import io.drey.server.kernel.KernelProcesses;
import io.drey.server.kernel.KernelService;
import io.drey.server.notebook.HistoryRules;
import io.drey.server.notebook.NotebookService;
import io.drey.server.notebook.TutorialService;
import io.drey.server.platform.NamedThreads;
import io.drey.server.platform.Options;
import io.drey.server.platform.RandomIds;
import io.drey.server.platform.TemporaryFolders;
import io.drey.server.result.ResultService;
import io.drey.server.result.ResultSettings;
import io.drey.server.result.ResultThreads;
import io.drey.server.result.ResultUpkeep;
import io.drey.server.result.log.DiskLogFiles;
import io.drey.server.run.CatalogService;
import io.drey.server.run.KernelQuestions;
import io.drey.server.run.LanguageService;
import io.drey.server.run.RunService;
import io.drey.server.run.SessionService;
import io.drey.server.store.Database;
import io.drey.server.store.SqlKernelStore;
import io.drey.server.store.SqlRunStore;
import io.drey.server.store.SqlSignInStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The server's parts, put together by hand, top-down; closed in reverse order.
 *
 * <p>Confined to the thread that starts the server, but for the parts themselves.
 */
final class Wiring implements AutoCloseable {
    /** Enough to use both cores of a small laptop, little enough that many streams fit. */
    private static final int PARALLELISM = 2;

    /** Pages that can be written to at the same moment. */
    private static final int MAX_PAGES = 256;

    private final Closeables closeables = new Closeables();
    private final Listeners listeners;
    private final LocalCluster cluster;
    private final KernelProcesses processes;
    private final KernelService kernels;
    private final ResultService results;
    private final RunService runs;
    private final NotebookService notebooks;
    private final Keeper keeper;
    private final HttpWiring http;
    private final ScheduledExecutorService timer;

    private Wiring(
            Distribution distribution,
            DataDir dataDir,
            Options options,
            Database database,
            Clock clock,
            String version,
            Supplier<DreyServer> server)
            throws IOException {
        Path data = dataDir.path();
        Path logs = data.resolve("logs");
        RandomIds ids = new RandomIds();
        closeables.add(database);
        ExecutorService background = closeables.add(NamedThreads.fixed("background", 4));
        ExecutorService arrangers = closeables.add(NamedThreads.fixed("arrange", 3));
        timer = closeables.add(NamedThreads.scheduled("timer", 1));
        listeners = new Listeners(options, closeables);

        Authenticator authenticator =
                Authenticator.open(data, new SqlSignInStore(database), ids, clock);

        LocalClusterSpec spec =
                new LocalClusterSpec(
                        distribution.runtime(),
                        distribution.packs(),
                        data.resolve("clusters").resolve("local"),
                        logs,
                        Distribution.java(),
                        LocalClusterSize.laptop());
        // Whoever waits for Flink's answers must not keep them from being read.
        ExecutorService answers = closeables.add(NamedThreads.fixed("flink-answers", 2));
        ExecutorService clusterCalls = closeables.add(NamedThreads.fixed("cluster-calls", 4));
        FlinkClient flink = FlinkClient.create(answers);
        cluster = closeables.add(new LocalCluster(spec, flink, clock));
        JobService jobs = closeables.add(new JobService(cluster, clock));

        KernelLauncher launcher =
                new KernelLauncher(
                        distribution.home(),
                        Distribution.RUNTIME,
                        logs,
                        new TemporaryFolders(dataDir.temporary().resolve("kernels")),
                        () -> "ws://" + listeners.localAddress());
        processes =
                new KernelProcesses(
                        launcher,
                        ids,
                        clock,
                        options.get(KernelOptions.START_TIMEOUT),
                        options.get(KernelOptions.REDIAL_TIMEOUT));
        kernels =
                new KernelService(
                        processes,
                        new SqlKernelStore(database),
                        this::kernelConfiguration,
                        this::settingsOfNotebook,
                        ids,
                        clock,
                        KernelLimits.of(options));
        results =
                closeables.add(
                        new ResultService(
                                ResultSettings.of(options, data.resolve("results")),
                                new DiskLogFiles(),
                                clock,
                                new ResultThreads(background, arrangers)));
        ResultsOfRuns runResults = new ResultsOfRuns(results);
        KernelsOfRuns runKernels = new KernelsOfRuns(kernels);
        KernelQuestions questions = new KernelQuestions(runKernels);
        JobsOfRuns runJobs = new JobsOfRuns(cluster, jobs, clusterCalls);
        runs =
                new RunService(
                        runKernels,
                        runResults,
                        runJobs,
                        questions,
                        new SqlRunStore(database),
                        ids,
                        clock);
        kernels.setListener(runs);
        runJobs.setRuns(runs);
        runResults.setRuns(runs);
        results.addObserver(runResults);
        jobs.addListener(runJobs);
        cluster.addListener(
                (info, generation) -> {
                    if (info.state() == ClusterInfo.State.UP) {
                        kernels.configureAll();
                    }
                });

        KeeperWiring kept =
                new KeeperWiring(
                        distribution,
                        data,
                        options,
                        database,
                        cluster,
                        new KeeperWiring.Flink(flink, clusterCalls),
                        ids,
                        clock);
        keeper = closeables.add(kept.keeper());

        // Versions are compressed and forced to the disk; the other timer paces what pages show.
        ScheduledExecutorService notebookTimer =
                closeables.add(NamedThreads.scheduled("notebooks", 1));
        notebooks =
                closeables.add(
                        new NotebookService(
                                data,
                                HistoryRules.of(options),
                                clock,
                                notebookTimer,
                                runs::countRunningCells));
        runs.addListener(new VersionsOfRuns(notebooks.history(), background));
        notebooks.addMoveListener(runs::moveNotebook);
        notebooks.addMoveListener(kernels::moveNotebook);
        notebooks.addMoveListener(jobs::moveNotebook);
        TutorialService tutorials =
                new TutorialService(distribution.examples(), data.resolve("output"), notebooks);

        // Telling of jobs may have to wait for a cluster that does not answer.
        ScheduledExecutorService statusTimer = closeables.add(NamedThreads.scheduled("status", 1));
        ExecutorService senders = closeables.add(NamedThreads.bounded("live", MAX_PAGES));
        http =
                new HttpWiring(
                        new HttpWiring.Services(
                                authenticator,
                                processes,
                                kernels,
                                runs,
                                new LanguageService(questions),
                                new CatalogService(questions),
                                new SessionService(questions, runKernels, runs),
                                results,
                                notebooks,
                                tutorials,
                                jobs,
                                new JobGraphService(cluster, clock),
                                kept.deployments(),
                                closeables.add(kept.feed()),
                                kept.clusters(),
                                kept.variables()),
                        new HttpWiring.Threads(
                                timer, statusTimer, background, clusterCalls, senders),
                        ids,
                        version,
                        server);
        closeables.add(http.http());
    }

    static Wiring build(
            Distribution distribution,
            DataDir dataDir,
            Options options,
            Database database,
            Clock clock,
            String version,
            Supplier<DreyServer> server)
            throws IOException {
        return new Wiring(distribution, dataDir, options, database, clock, version, server);
    }

    /** Begins to listen; what an earlier server left has to be known by then. */
    void openPorts(DataDir dataDir) throws IOException {
        listeners.open(http.http(), results, dataDir);
    }

    /** Takes up what an earlier server left: results, kernels that may dial at once, and runs. */
    void recover() throws IOException {
        results.recover();
        kernels.recover();
        runs.recover(results::find);
    }

    /** Starts what works by itself: cluster, spare kernels, timers. */
    void startWork() {
        cluster.start();
        kernels.start();
        keeper.start();
        new ResultUpkeep(results).start(timer);
        KernelsInUse inUse = new KernelsInUse(runs, notebooks);
        everySecond("sweep kernels", processes::sweep);
        everySecond("stop idle kernels", () -> kernels.stopIdle(inUse));
        everySecond("replace spare kernels", kernels::replaceSpares);
        everySecond("publish runs", runs::publishPending);
        everySecond("cancel overdue runs", runs::cancelOverdue);
    }

    /** The API's description, for the reference. */
    Map<String, Object> description() {
        return http.description();
    }

    Listeners listeners() {
        return listeners;
    }

    LocalCluster cluster() {
        return cluster;
    }

    KernelService kernels() {
        return kernels;
    }

    @Override
    public void close() {
        closeables.close();
    }

    private void everySecond(String what, Runnable work) {
        timer.scheduleWithFixedDelay(NamedThreads.logged(what, work), 1, 1, TimeUnit.SECONDS);
    }

    private Map<String, String> settingsOfNotebook(String notebook) {
        return notebooks.sessionSettings(notebook);
    }

    private ServerMessages.Configure kernelConfiguration(Map<String, String> ofNotebook) {
        return new ServerMessages.Configure(
                LocalCluster.NAME,
                cluster.restUri().toString(),
                listeners.resultHost(),
                listeners.result(),
                Map.of("parallelism.default", Integer.toString(PARALLELISM)),
                ofNotebook);
    }
}
