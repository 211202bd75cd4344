package io.drey.server.keeper;

import io.drey.model.ClusterRequest;
import io.drey.model.ClusterStatus;
import io.drey.model.DeploymentFilter;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.server.cluster.Cluster;
import io.drey.server.cluster.FlinkClient;
import io.drey.server.cluster.FlinkOverview;
import io.drey.server.cluster.FlinkRest;
import io.drey.server.cluster.JobMemory;
import io.drey.server.cluster.SessionJobCluster;
import io.drey.server.cluster.StandaloneCluster;
import io.drey.server.platform.Nearest;
import io.drey.server.store.ClusterRecord;
import io.drey.server.store.ClusterStore;
import io.drey.server.store.DeploymentStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The clusters that deployments can be kept on: the local one, and those that users name.
 * Thread-safe.
 */
public final class ClusterService {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");

    /** Whoever lists clusters waits for the slowest. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Stores stores;
    private final Keeper keeper;
    private final FlinkClient client;
    private final Path ownState;
    private final Executor calls;
    private final Clock clock;
    private final Map<String, Entry> clusters = new ConcurrentHashMap<>();

    /** Where clusters and what is kept on them are written down. */
    public record Stores(ClusterStore clusters, DeploymentStore deployments) {}

    private record Entry(Cluster cluster, ClusterStatus.Kind kind, Path state) {}

    /**
     * Makes a service that knows no cluster yet.
     *
     * @param ownState folder for the state of deployments on clusters of this machine
     * @param calls asks clusters side by side
     */
    public ClusterService(
            Stores stores,
            Keeper keeper,
            FlinkClient client,
            Path ownState,
            Executor calls,
            Clock clock) {
        this.stores = stores;
        this.keeper = keeper;
        this.client = client;
        this.ownState = ownState.toAbsolutePath().normalize();
        this.calls = calls;
        this.clock = clock;
    }

    /** Takes into use the cluster that Drey runs, and those that were named before. */
    public void open(Cluster local, JobMemory memory) {
        use(local, memory, ClusterStatus.Kind.LOCAL, ownState);
        for (ClusterRecord named : stores.clusters().list()) {
            String directory = named.stateDirectory();
            useStandalone(
                    named.name(),
                    URI.create(named.url()),
                    directory == null ? ownState : Path.of(directory));
        }
    }

    /** All of them as they are now, by name. */
    public List<ClusterStatus> list() {
        List<CompletableFuture<ClusterStatus>> asked = new ArrayList<>();
        for (Entry entry : new TreeMap<>(clusters).values()) {
            asked.add(CompletableFuture.supplyAsync(() -> status(entry), calls));
        }
        return asked.stream().map(CompletableFuture::join).toList();
    }

    /**
     * Names a cluster. One that does not answer is taken too: what is deployed there waits for it.
     *
     * @throws DreyException CLUSTER_EXISTS, CLUSTER_NAME_INVALID, BAD_REQUEST for the address,
     *     STATE_DIRECTORY_UNUSABLE, CLUSTER_UNSUPPORTED
     */
    public ClusterStatus add(ClusterRequest request) {
        String name = request.name();
        if (!NAME.matcher(name).matches()) {
            throw new DreyException(
                    DreyErrorCode.CLUSTER_NAME_INVALID, "cluster name: '" + name + "'");
        }
        URI url = url(request.url());
        Path state = StateDirectories.require(url, request.stateDirectory(), ownState);
        FlinkOverview overview = overview(rest(url));
        if (overview != null) {
            SessionJobCluster.requireSupported(overview);
        }
        boolean isOwn = request.stateDirectory() == null;
        ClusterRecord named =
                new ClusterRecord(
                        name, url.toString(), isOwn ? null : state.toString(), clock.instant());
        if (clusters.containsKey(name) || !stores.clusters().create(named)) {
            throw new DreyException(DreyErrorCode.CLUSTER_EXISTS, "cluster: '" + name + "'");
        }
        return status(useStandalone(name, url, state));
    }

    /**
     * Forgets a cluster; what runs there runs on.
     *
     * @throws DreyException CLUSTER_NOT_FOUND, CLUSTER_IN_USE, UNSUPPORTED for the local one
     */
    public void remove(String name) {
        if (get(name).kind() == ClusterStatus.Kind.LOCAL) {
            throw new DreyException(
                    DreyErrorCode.UNSUPPORTED, "cluster: '" + name + "' is always there");
        }
        if (!stores.clusters().delete(name)) {
            throw new DreyException(
                    DreyErrorCode.CLUSTER_IN_USE,
                    "cluster: '%s' (%d deployments)".formatted(name, deployments(name)));
        }
        clusters.remove(name);
        keeper.remove(name);
    }

    /**
     * Checks that something can be deployed on a cluster. One that does not answer is no reason
     * against it.
     *
     * @throws DreyException CLUSTER_NOT_FOUND, CLUSTER_UNSUPPORTED
     */
    void requireUsable(String name) {
        Entry entry = get(name);
        FlinkOverview overview = null;
        try {
            overview = overview(entry.cluster().rest());
        } catch (DreyException e) {
            // It is only starting.
        }
        if (overview != null) {
            SessionJobCluster.requireSupported(overview);
        }
    }

    private Entry get(String name) {
        Entry entry = clusters.get(name);
        if (entry == null) {
            List<String> names = new ArrayList<>(new TreeMap<>(clusters).keySet());
            throw new DreyException(
                    DreyErrorCode.CLUSTER_NOT_FOUND,
                    "cluster: '%s' (expected: one of %s)%s"
                            .formatted(name, names, Nearest.hint(name, names)));
        }
        return entry;
    }

    private Entry useStandalone(String name, URI url, Path state) {
        return use(
                new StandaloneCluster(name, new FlinkRest(client, url)),
                JobMemory.NONE,
                ClusterStatus.Kind.STANDALONE,
                state);
    }

    private Entry use(Cluster cluster, JobMemory memory, ClusterStatus.Kind kind, Path state) {
        Entry entry = new Entry(cluster, kind, state);
        clusters.put(cluster.name(), entry);
        keeper.add(new SessionJobCluster(cluster, memory, clock), new DeploymentFolders(state));
        return entry;
    }

    private ClusterStatus status(Entry entry) {
        String name = entry.cluster().name();
        String url = null;
        String version = null;
        FlinkOverview overview = null;
        String why = null;
        try {
            FlinkRest rest = entry.cluster().rest();
            url = rest.url().toString();
            overview = rest.within(PATIENCE).overview();
            version = overview.flinkVersion();
            SessionJobCluster.requireSupported(overview);
        } catch (DreyException e) {
            why = e.getMessage();
        }
        return new ClusterStatus(
                name,
                entry.kind(),
                url,
                entry.state().toString(),
                why == null,
                why,
                version,
                overview == null ? 0 : overview.slotsTotal(),
                overview == null ? 0 : overview.slotsFree(),
                overview == null ? 0 : overview.jobsRunning(),
                deployments(name));
    }

    private int deployments(String name) {
        return stores.deployments().count(new DeploymentFilter(null, null, name, null));
    }

    private FlinkRest rest(URI url) {
        return new FlinkRest(client, url);
    }

    /** Null if there is no sound answer. */
    private static @Nullable FlinkOverview overview(FlinkRest rest) {
        try {
            return rest.within(PATIENCE).overview();
        } catch (DreyException e) {
            return null;
        }
    }

    private static URI url(String text) {
        try {
            URI url = URI.create(text);
            boolean isPlain =
                    url.getHost() != null
                            && url.getUserInfo() == null
                            && url.getQuery() == null
                            && url.getFragment() == null
                            && (url.getPath().isEmpty() || url.getPath().equals("/"));
            if (isPlain && List.of("http", "https").contains(url.getScheme())) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // Refused below, with all that is no address.
        }
        throw new DreyException(
                DreyErrorCode.BAD_REQUEST,
                "url: '" + text + "' (expected: such as http://flink:8081)");
    }
}
