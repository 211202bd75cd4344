package io.drey.server.app;

import io.drey.server.auth.Authenticator;
import io.drey.server.cluster.JobGraphService;
import io.drey.server.cluster.JobService;
import io.drey.server.http.CatalogRoutes;
import io.drey.server.http.ClusterRoutes;
import io.drey.server.http.DeploymentRoutes;
import io.drey.server.http.DeploymentWatchSource;
import io.drey.server.http.DescriptionRoutes;
import io.drey.server.http.HistoryRoutes;
import io.drey.server.http.HttpServer;
import io.drey.server.http.JobRoutes;
import io.drey.server.http.JobWatchSource;
import io.drey.server.http.KernelDialIn;
import io.drey.server.http.KernelRoutes;
import io.drey.server.http.LanguageRoutes;
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
import io.drey.server.http.TrashRoutes;
import io.drey.server.http.TutorialRoutes;
import io.drey.server.http.VariableRoutes;
import io.drey.server.keeper.ClusterService;
import io.drey.server.keeper.DeploymentFeed;
import io.drey.server.keeper.DeploymentService;
import io.drey.server.keeper.VariableService;
import io.drey.server.kernel.KernelProcesses;
import io.drey.server.kernel.KernelService;
import io.drey.server.kernel.KernelSocket;
import io.drey.server.notebook.NotebookService;
import io.drey.server.notebook.TutorialService;
import io.drey.server.platform.RandomIds;
import io.drey.server.result.ResultReader;
import io.drey.server.result.ResultService;
import io.drey.server.result.ResultWatches;
import io.drey.server.run.CatalogService;
import io.drey.server.run.LanguageService;
import io.drey.server.run.RunService;
import io.drey.server.run.SessionService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/** Puts together what the server shows over HTTP. Holds nothing that must be closed. */
final class HttpWiring {
    private final DescriptionRoutes description;
    private final HttpServer http;

    /** What the routes speak for. */
    record Services(
            Authenticator authenticator,
            KernelProcesses processes,
            KernelService kernels,
            RunService runs,
            LanguageService language,
            CatalogService catalogs,
            SessionService sessions,
            ResultService results,
            NotebookService notebooks,
            TutorialService tutorials,
            JobService jobs,
            JobGraphService graphs,
            DeploymentService deployments,
            DeploymentFeed deploymentFeed,
            ClusterService clusters,
            VariableService variables) {}

    /** Where work of connections is done. */
    record Threads(
            ScheduledExecutorService timer,
            ScheduledExecutorService statusTimer,
            ExecutorService background,
            ExecutorService clusterCalls,
            ExecutorService senders) {}

    HttpWiring(
            Services services,
            Threads threads,
            RandomIds ids,
            String version,
            Supplier<DreyServer> server) {
        List<Routes> described = describedRoutes(services, version, server);
        description = new DescriptionRoutes(described, version);
        List<Routes> routes = new ArrayList<>(described);
        routes.add(description);
        KernelDialIn dialIn = new KernelDialIn(new KernelSocket(services.processes()));
        http =
                new HttpServer(
                        routes,
                        Map.of(
                                "/kernel",
                                dialIn,
                                HttpServer.API + "/live",
                                live(services, threads, server)),
                        services.authenticator(),
                        ids);
    }

    HttpServer http() {
        return http;
    }

    /** The API's description, for the reference. */
    Map<String, Object> description() {
        return description.description();
    }

    private static List<Routes> describedRoutes(
            Services services, String version, Supplier<DreyServer> server) {
        return List.of(
                new SignInRoutes(services.authenticator(), () -> server.get().url()),
                new StatusRoutes(
                        version,
                        () -> server.get().status(),
                        process -> server.get().log(process),
                        () -> server.get().askToStop()),
                new KernelRoutes(services.kernels(), services.runs(), services.sessions()),
                new LanguageRoutes(services.language()),
                new CatalogRoutes(services.catalogs()),
                new RunRoutes(services.runs()),
                new ResultRoutes(services.results(), new ResultReader(services.results())),
                new NotebookRoutes(services.notebooks()),
                new HistoryRoutes(services.notebooks().history()),
                new TrashRoutes(services.notebooks().trash()),
                new TutorialRoutes(services.tutorials()),
                new JobRoutes(services.jobs(), services.graphs()),
                new DeploymentRoutes(services.deployments()),
                new ClusterRoutes(services.clusters()),
                new VariableRoutes(services.variables()));
    }

    private static LiveSocket live(
            Services services, Threads threads, Supplier<DreyServer> server) {
        ResultWatches results =
                new ResultWatches(services.results(), threads.timer(), threads.background());
        return new LiveSocket(
                services.authenticator(),
                List.of(
                        new ResultWatchSource(results),
                        new RunWatchSource(services.runs()),
                        new NotebookWatchSource(services.notebooks()),
                        new DeploymentWatchSource(services.deploymentFeed()),
                        new JobWatchSource(
                                services.graphs(), threads.timer(), threads.clusterCalls()),
                        new StatusWatchSource(
                                () -> server.get().status(),
                                services.jobs(),
                                threads.statusTimer())),
                threads.senders());
    }
}
