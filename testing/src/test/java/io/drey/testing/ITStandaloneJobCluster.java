package io.drey.testing;

import io.drey.server.cluster.Cluster;
import io.drey.server.cluster.FlinkClient;
import io.drey.server.cluster.FlinkRest;
import io.drey.server.cluster.StandaloneCluster;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

class ITStandaloneJobCluster extends AbstractJobClusterTests {
    private TestingStandaloneFlink flink;

    @Override
    Cluster start(FlinkClient client, Path home) throws Exception {
        flink = TestingStandaloneFlink.start(Files.createDirectories(home));
        FlinkRest rest = new FlinkRest(client, flink.uri());
        flink.awaitUp(rest);
        return new StandaloneCluster("standalone", rest);
    }

    @Override
    void stop() throws Exception {
        flink.close();
    }

    @Override
    URI uri() {
        return flink.uri();
    }
}
