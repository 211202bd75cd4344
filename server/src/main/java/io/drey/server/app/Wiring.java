package io.drey.server.app;

import io.drey.model.ClusterInfo;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.RunInfo;
import io.drey.protocol.ServerMessages;
import io.drey.server.auth.Authenticator;
import io.drey.server.cluster.FlinkClient;
import io.drey.server.cluster.JobService;
import io.drey.server.cluster.LocalCluster;
import io.drey.server.cluster.LocalClusterSize;
import io.drey.server.cluster.LocalClusterSpec;
import io.drey.server.http.DescriptionRoutes;
import io.drey.server.http.HttpOptions;
import io.drey.server.http.HttpServer;
import io.drey.server.http.JobRoutes;
import io.drey.server.http.KernelDialIn;
import io.drey.server.http.KernelRoutes;
import io.drey.server.http.LiveSocket;
import io.drey.server.http.NotebookRoutes;
import io.drey.server.http.NotebookWatchSource;
import io.drey.server.http.ResultRoutes;
import io.drey.server.http.ResultWatchSource;
import io.drey.server.http.Routes;
import io.drey.server.http.RunRoutes;
import io.drey.server.http.RunWatchSource;
import io.drey.server.http.SignInRoutes;
import io.drey.server.http.StatusRoutes;
import io.drey.server.http.StatusWatchSource;
import io.drey.server.http.TutorialRoutes;
import io.drey.server.kernel.KernelLauncher;
import io.drey.server.kernel.KernelOptions;
import io.drey.server.kernel.KernelProcesses;
import io.drey.server.kernel.KernelService;
import io.drey.server.kernel.KernelSocket;
import io.drey.server.notebook.NotebookService;
import io.drey.server.notebook.TutorialService;
import io.drey.server.platform.FreePort;
import io.drey.server.platform.NamedThreads;
import io.drey.server.platform.Options;
import io.drey.server.platform.RandomIds;
import io.drey.server.result.ResultListener;
import io.drey.server.result.ResultOptions;
import io.drey.server.result.ResultReader;
import io.drey.server.result.ResultService;
import io.drey.server.result.ResultSettings;
import io.drey.server.result.ResultUpkeep;
import io.drey.server.result.ResultWatches;
import io.drey.server.result.log.DiskLogFiles;
import io.drey.server.run.Completions;
import io.drey.server.run.RunService;
import io.drey.server.store.Database;
import io.drey.server.store.SqlKernelStore;
import io.drey.server.store.SqlRunStore;
import io.drey.server.store.SqlSignInStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's parts, put together by hand, top-down; closed in reverse order.
 *
 * <p>Confined to the thread that starts the server, but for the parts themselves.
 */
final class Wiring implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);
    private static final String RUNTIME = "1.20";

    /** Enough to use both cores of a small laptop, little enough that many streams fit. */
    private static final int PARALLELISM = 2;

    /** Pages that can be written to at the same moment. */
    private static final int MAX_PAGES = 256;

    private final Deque<AutoCloseable> closeables = new ArrayDeque<>();
    private final LocalCluster cluster;
    private final KernelProcesses processes;
    private final KernelService kernels;
    private final ResultService results;
    private final RunService runs;
    private final DescriptionRoutes description;
    private final HttpServer http;
    private final ExecutorService background;
    private final ScheduledExecutorService timer;
    private final String resultHost;
    private volatile int httpPort;
    private volatile int resultPort;

    private Wiring(
            Path home,
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
        resultHost = options.get(ResultOptions.HOST);
        closeables.push(database);
        background = NamedThreads.fixed("background", 4);
        closeables.push(() -> NamedThreads.close(background));
        timer = NamedThreads.scheduled("timer", 1);
        closeables.push(() -> NamedThreads.close(timer));

        Authenticator authenticator =
                Authenticator.open(data, new SqlSignInStore(database), ids, clock);

        LocalClusterSpec spec =
                new LocalClusterSpec(
                        home.resolve("runtime").resolve(RUNTIME),
                        packs(home),
                        data.resolve("clusters").resolve("local"),
                        logs,
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        LocalClusterSize.laptop());
        cluster = new LocalCluster(spec, FlinkClient.create(background), clock);
        closeables.push(cluster);
        JobService jobs = new JobService(cluster, clock);
        closeables.push(jobs);

        KernelLauncher launcher =
                new KernelLauncher(home, RUNTIME, logs, () -> "ws://127.0.0.1:" + httpPort);
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
                        ids,
                        clock,
                        options.get(KernelOptions.SPARES));
        results =
                new ResultService(
                        ResultSettings.of(options, data.resolve("results")),
                        new DiskLogFiles(),
                        clock,
                        background);
        closeables.push(results);
        ResultsOfRuns runResults = new ResultsOfRuns(results);
        KernelsOfRuns runKernels = new KernelsOfRuns(kernels);
        Completions completions = new Completions(runKernels);
        JobsOfRuns runJobs = new JobsOfRuns(cluster, jobs, background);
        runs =
                new RunService(
                        runKernels,
                        runResults,
                        runJobs,
                        completions,
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

        NotebookService notebooks =
                new NotebookService(data, clock, timer, this::countRunningCells);
        closeables.push(notebooks);
        TutorialService tutorials =
                new TutorialService(home.resolve("examples"), data.resolve("output"), notebooks);

        List<Routes> described =
                List.of(
                        new SignInRoutes(authenticator, () -> server.get().url()),
                        new StatusRoutes(
                                version,
                                () -> server.get().status(),
                                process -> server.get().log(process),
                                () -> server.get().shutDown()),
                        new KernelRoutes(kernels, runs, completions),
                        new RunRoutes(runs),
                        new ResultRoutes(results, new ResultReader(results)),
                        new NotebookRoutes(notebooks),
                        new TutorialRoutes(tutorials),
                        new JobRoutes(jobs));
        ExecutorService senders = NamedThreads.bounded("live", MAX_PAGES);
        closeables.push(() -> NamedThreads.close(senders));
        LiveSocket live =
                new LiveSocket(
                        authenticator,
                        List.of(
                                new ResultWatchSource(
                                        new ResultWatches(results, timer, background)),
                                new RunWatchSource(runs),
                                new NotebookWatchSource(notebooks),
                                new StatusWatchSource(() -> server.get().status(), jobs, timer)),
                        senders);
        description = new DescriptionRoutes(described, version);
        List<Routes> routes = new ArrayList<>(described);
        routes.add(description);
        http =
                new HttpServer(
                        routes,
                        Map.of(
                                "/kernel",
                                new KernelDialIn(new KernelSocket(processes)),
                                HttpServer.API + "/live",
                                live),
                        authenticator,
                        ids);
        closeables.push(http);
    }

    static Wiring build(
            Path home,
            DataDir dataDir,
            Options options,
            Database database,
            Clock clock,
            String version,
            Supplier<DreyServer> server)
            throws IOException {
        return new Wiring(home, dataDir, options, database, clock, version, server);
    }

    /** Begins to listen; the ports stay those of the last start where they were left to choice. */
    int openPorts(Options options, DataDir dataDir) throws IOException {
        DataDir.Ports last = dataDir.lastPorts();
        results.recover();
        resultPort =
                open(
                        options.get(ResultOptions.PORT),
                        last == null ? FreePort.find(resultHost) : last.result(),
                        port -> listenForResults(options, port));
        httpPort =
                open(
                        options.get(HttpOptions.PORT),
                        last == null ? FreePort.find(options.get(HttpOptions.HOST)) : last.http(),
                        port -> http.start(options.get(HttpOptions.HOST), port));
        dataDir.savePorts(new DataDir.Ports(httpPort, resultPort));
        return httpPort;
    }

    /** Starts what works by itself: cluster, kernels, timers; takes up what was running. */
    void startWork() {
        cluster.start();
        kernels.start();
        runs.recover(results::find);
        new ResultUpkeep(results).start(timer);
        timer.scheduleWithFixedDelay(
                NamedThreads.logged("sweep kernels", processes::sweep), 1, 1, TimeUnit.SECONDS);
    }

    /** The API's description, for the reference. */
    Map<String, Object> description() {
        return description.description();
    }

    int httpPort() {
        return httpPort;
    }

    LocalCluster cluster() {
        return cluster;
    }

    KernelService kernels() {
        return kernels;
    }

    ExecutorService background() {
        return background;
    }

    @Override
    public void close() {
        while (!closeables.isEmpty()) {
            try {
                closeables.pop().close();
            } catch (Exception e) {
                LOG.warn("Failed to close a part", e);
            }
        }
    }

    /** Opens the wanted port; when any will do, the one of the last start if it is free. */
    private static int open(int wanted, int last, IntUnaryOperator opening) {
        if (wanted == 0 && last != 0) {
            try {
                return opening.applyAsInt(last);
            } catch (DreyException e) {
                if (e.code() != DreyErrorCode.PORT_TAKEN) {
                    throw e;
                }
                LOG.info("Choosing another port because={}", e.getMessage());
            }
        }
        return opening.applyAsInt(wanted);
    }

    private int listenForResults(Options options, int port) {
        ExecutorService threads =
                NamedThreads.bounded("results", options.get(ResultOptions.MAX_CONNECTIONS) + 1);
        closeables.push(() -> NamedThreads.close(threads));
        try {
            ResultListener listener =
                    ResultListener.start(
                            results,
                            new InetSocketAddress(options.get(ResultOptions.HOST), port),
                            threads);
            closeables.push(listener);
            return listener.port();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int countRunningCells(String notebook) {
        return (int)
                runs.listLive().stream()
                        .filter(run -> notebook.equals(run.notebook()))
                        .map(RunInfo::cell)
                        .distinct()
                        .count();
    }

    private ServerMessages.Configure kernelConfiguration() {
        return new ServerMessages.Configure(
                LocalCluster.NAME,
                cluster.restUri().toString(),
                resultHost,
                resultPort,
                Map.of("parallelism.default", Integer.toString(PARALLELISM)));
    }

    private static List<Path> packs(Path home) throws IOException {
        Path folder = home.resolve("packs").resolve(RUNTIME);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> packs = Files.list(folder)) {
            return packs.filter(Files::isDirectory).sorted().toList();
        }
    }
}
