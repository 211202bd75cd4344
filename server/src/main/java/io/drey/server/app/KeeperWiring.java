package io.drey.server.app;

import io.drey.model.DeploymentId;
import io.drey.server.artifact.ArtifactStore;
import io.drey.server.artifact.BundleBuilder;
import io.drey.server.cluster.FlinkClient;
import io.drey.server.cluster.LocalCluster;
import io.drey.server.keeper.ClusterService;
import io.drey.server.keeper.DeploymentFeed;
import io.drey.server.keeper.DeploymentService;
import io.drey.server.keeper.Keeper;
import io.drey.server.keeper.KeeperOptions;
import io.drey.server.keeper.ScriptBundles;
import io.drey.server.keeper.SecretOptions;
import io.drey.server.keeper.VariableService;
import io.drey.server.platform.Options;
import io.drey.server.platform.RandomIds;
import io.drey.server.platform.SecretBox;
import io.drey.server.store.Database;
import io.drey.server.store.SqlClusterStore;
import io.drey.server.store.SqlDeploymentStore;
import io.drey.server.store.SqlKeeperStore;
import io.drey.server.store.SqlVariableStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Executor;

/** Puts together what keeps deployments. */
final class KeeperWiring {
    private final Keeper keeper;
    private final ClusterService clusters;
    private final VariableService variables;
    private final DeploymentService deployments;
    private final DeploymentFeed feed;

    /** How clusters are asked. */
    record Flink(FlinkClient client, Executor calls) {}

    KeeperWiring(
            Distribution distribution,
            Path data,
            Options options,
            Database database,
            LocalCluster local,
            Flink flink,
            RandomIds ids,
            Clock clock)
            throws IOException {
        SqlDeploymentStore store = new SqlDeploymentStore(database);
        ArtifactStore artifacts = new ArtifactStore(data.resolve("artifacts"), clock);
        variables =
                new VariableService(
                        new SqlVariableStore(database),
                        SecretBox.open(
                                options.find(SecretOptions.KEY),
                                data.resolve("secrets").resolve("key")),
                        clock);
        keeper =
                new Keeper(
                        store.installation(ids::hex),
                        ids.hex(),
                        new Keeper.Parts(
                                new SqlKeeperStore(database),
                                new ScriptBundles(
                                        new BundleBuilder(distribution.runner(), artifacts)),
                                variables,
                                clock,
                                options.get(KeeperOptions.CHECKPOINT_INTERVAL)),
                        options.get(KeeperOptions.INTERVAL));
        clusters =
                new ClusterService(
                        new ClusterService.Stores(new SqlClusterStore(database), store),
                        keeper,
                        flink.client(),
                        data.resolve("deployments"),
                        flink.calls(),
                        clock);
        clusters.open(local, local.recovery());
        deployments =
                new DeploymentService(
                        store,
                        keeper,
                        clusters,
                        variables,
                        () -> new DeploymentId(ids.hex()),
                        clock);
        feed = new DeploymentFeed(store);
    }

    Keeper keeper() {
        return keeper;
    }

    VariableService variables() {
        return variables;
    }

    ClusterService clusters() {
        return clusters;
    }

    DeploymentService deployments() {
        return deployments;
    }

    DeploymentFeed feed() {
        return feed;
    }
}
