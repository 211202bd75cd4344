package io.drey.testing;

import io.drey.server.cluster.Cluster;
import io.drey.server.cluster.FlinkClient;
import io.drey.server.cluster.JobMemory;
import io.drey.server.cluster.LocalCluster;
import io.drey.server.cluster.LocalClusterSize;
import io.drey.server.cluster.LocalClusterSpec;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

class ITLocalJobCluster extends AbstractJobClusterTests {
    private LocalCluster local;

    @Override
    Cluster start(FlinkClient client, Path home) {
        local =
                new LocalCluster(
                        new LocalClusterSpec(
                                TestingDistribution.runtime(),
                                TestingDistribution.packs(),
                                home.resolve("cluster"),
                                home.resolve("logs"),
                                TestingDistribution.java(),
                                LocalClusterSize.laptop()),
                        client,
                        Clock.systemUTC());
        local.start();
        local.awaitUp(Duration.ofSeconds(90));
        return local;
    }

    @Override
    JobMemory memory() {
        return local.recovery();
    }

    @Override
    void stop() {
        local.stop();
    }

    @Override
    URI uri() {
        return local.restUri();
    }
}
