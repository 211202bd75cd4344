package io.drey.server.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drey.model.ClusterRequest;
import io.drey.model.ClusterStatus;
import io.drey.model.DeploymentId;
import io.drey.model.DeploymentRequest;
import io.drey.model.DeploymentSpec;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.server.cluster.FlinkClient;
import io.drey.server.cluster.JobMemory;
import io.drey.server.cluster.TestingFlink;
import io.drey.server.platform.NamedThreads;
import io.drey.server.platform.SecretBox;
import io.drey.server.store.Database;
import io.drey.server.store.SqlClusterStore;
import io.drey.server.store.SqlDeploymentStore;
import io.drey.server.store.SqlKeeperStore;
import io.drey.server.store.SqlVariableStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestClusterService {
    private static final String NOWHERE = "http://127.0.0.1:1";

    @TempDir Path folder;

    private final ExecutorService threads = NamedThreads.fixed("clusters", 3);
    private Database database;
    private TestingFlink local;
    private TestingFlink flink;
    private Keeper keeper;
    private ClusterService clusters;
    private DeploymentService deployments;

    @BeforeEach
    void open() throws Exception {
        database = Database.sqlite(folder.resolve("drey.db"));
        local = new TestingFlink().answer("/overview", overview("1.20.3"));
        flink = new TestingFlink().answer("/overview", overview("1.20.3"));
        start();
    }

    @AfterEach
    void close() {
        keeper.close();
        local.close();
        flink.close();
        database.close();
        NamedThreads.close(threads);
    }

    @Test
    void namesAClusterAndForgetsIt() {
        ClusterStatus added = clusters.add(new ClusterRequest("a", url(), null));
        assertThat(added)
                .isEqualTo(
                        new ClusterStatus(
                                "a",
                                ClusterStatus.Kind.STANDALONE,
                                url(),
                                folder.resolve("state").toString(),
                                true,
                                null,
                                "1.20.3",
                                8,
                                5,
                                3,
                                0));
        assertThat(clusters.list())
                .extracting(ClusterStatus::name)
                .isEqualTo(List.of("a", "testing"));

        assertRefused(
                () -> clusters.add(new ClusterRequest("a", url(), null)),
                DreyErrorCode.CLUSTER_EXISTS);
        clusters.remove("a");
        assertThat(clusters.list()).hasSize(1);
        assertRefused(() -> clusters.remove("a"), DreyErrorCode.CLUSTER_NOT_FOUND);
        assertRefused(() -> clusters.remove("testing"), DreyErrorCode.UNSUPPORTED);
    }

    @Test
    void isKnownToTheNextServer() throws Exception {
        Path shared = folder.resolve("shared");
        clusters.add(new ClusterRequest("a", url(), shared.toString()));
        keeper.close();
        start();
        assertThat(clusters.list().get(0).stateDirectory()).isEqualTo(shared.toString());
        assertThat(shared).isDirectory();
    }

    @Test
    void takesOneThatDoesNotAnswer() {
        ClusterStatus away = clusters.add(new ClusterRequest("away", NOWHERE, null));
        assertThat(away.isReachable()).isFalse();
        assertThat(away.why()).contains("127.0.0.1:1");
        deploy("away");
        assertThat(clusters.list().get(0).deployments()).isEqualTo(1);
        assertThatThrownBy(() -> clusters.remove("away"))
                .hasMessage("cluster: 'away' (1 deployments)");
    }

    @Test
    void refusesAnotherLineOfFlink() {
        clusters.add(new ClusterRequest("a", url(), null));
        flink.answer("/overview", overview("2.1.0"));
        assertThat(clusters.list().get(0).why()).isEqualTo("flink version: 2.1.0 (expected: 1.20)");
        assertRefused(() -> deploy("a"), DreyErrorCode.CLUSTER_UNSUPPORTED);
        assertRefused(
                () -> clusters.add(new ClusterRequest("b", url(), null)),
                DreyErrorCode.CLUSTER_UNSUPPORTED);
    }

    @Test
    void saysWhatWasMeant() {
        clusters.add(new ClusterRequest("staging", url(), null));
        assertThatThrownBy(() -> deploy("stagng"))
                .hasMessage(
                        "cluster: 'stagng' (expected: one of [staging, testing]), did you mean"
                                + " 'staging'?");
    }

    @Test
    void refusesWhatIsNoClusterAndNoFolder() throws Exception {
        for (String name : List.of("", "Local", "a b", "../a")) {
            assertRefused(
                    () -> clusters.add(new ClusterRequest(name, url(), null)),
                    DreyErrorCode.CLUSTER_NAME_INVALID);
        }
        for (String url : List.of("", "flink:8081", "http://", "http://u:p@h:1", "ftp://h:1")) {
            assertRefused(
                    () -> clusters.add(new ClusterRequest("a", url, null)),
                    DreyErrorCode.BAD_REQUEST);
        }
        Path file = Files.createFile(folder.resolve("file"));
        for (String state : List.of("s3://bucket/a", "relative", file + "/below")) {
            assertRefused(
                    () -> clusters.add(new ClusterRequest("a", url(), state)),
                    DreyErrorCode.STATE_DIRECTORY_UNUSABLE);
        }
        assertRefused(
                () -> clusters.add(new ClusterRequest("a", "http://elsewhere.invalid:1", null)),
                DreyErrorCode.STATE_DIRECTORY_UNUSABLE);
        assertThat(clusters.list()).hasSize(1);
    }

    private void start() throws Exception {
        VariableService variables =
                new VariableService(
                        new SqlVariableStore(database),
                        SecretBox.open(null, folder.resolve("secrets/key")),
                        Clock.systemUTC());
        SqlDeploymentStore store = new SqlDeploymentStore(database);
        keeper =
                new Keeper(
                        "me",
                        "me",
                        new Keeper.Parts(
                                new SqlKeeperStore(database),
                                new NoPrograms(),
                                variables,
                                Clock.systemUTC(),
                                Duration.ofSeconds(10)),
                        Duration.ofSeconds(1));
        clusters =
                new ClusterService(
                        new ClusterService.Stores(new SqlClusterStore(database), store),
                        keeper,
                        FlinkClient.create(threads),
                        folder.resolve("state"),
                        threads,
                        Clock.systemUTC());
        clusters.open(local, JobMemory.NONE);
        deployments =
                new DeploymentService(
                        store,
                        keeper,
                        clusters,
                        variables,
                        () -> new DeploymentId("1".repeat(32)),
                        Clock.systemUTC());
    }

    private void deploy(String cluster) {
        deployments.create(
                new DeploymentRequest("d", DeploymentSpec.of(cluster, "SELECT 1"), true));
    }

    private String url() {
        return flink.rest().url().toString();
    }

    private static String overview(String version) {
        return """
               {"taskmanagers": 1, "slots-total": 8, "slots-available": 5, "jobs-running": 3,
                "flink-version": "%s"}"""
                .formatted(version);
    }

    private static void assertRefused(ThrowingCallable call, DreyErrorCode code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DreyException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
