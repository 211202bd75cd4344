package io.drey.kernel.flink120;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drey.kernel.TestingKernel;
import io.drey.protocol.KernelMessages.ResultOpened;
import io.drey.protocol.ServerMessages.Cancel;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens where the cluster's tasks cannot reach the server. */
class ITCollectedQueries extends AbstractKernelTests {
    @BeforeEach
    void cutTheTasksOff() throws Exception {
        bindAnew(new Flink120Bridge());
    }

    @Test
    void fallsBackToFlinksOwnWay() {
        String first = succeed("VALUES (1, 'a'), (2, 'b')", "batch");

        assertThat(allRows(first + "-0")).containsExactlyInAnyOrder("+I[1, a]", "+I[2, b]");
        assertThat(paths(first)).endsWith("collect");

        String second = succeed("SELECT COUNT(*) AS n FROM (VALUES (1), (2)) AS t(x)");
        assertThat(allRows(second + "-0")).contains("+I[1]").last().isEqualTo("+U[2]");
        assertThat(paths(second)).containsExactly("collect");
        assertThat(kernel.result(second, 0).changelog()).isEqualTo("retract");
    }

    @Test
    void triesTheSinkAgainAfterAWhile() throws Exception {
        bindAnew(new Flink120Bridge(Duration.ZERO));
        String cutOff = succeed("SELECT 1", "batch");
        assertThat(allRows(cutOff + "-0")).containsExactly("+I[1]");
        assertThat(paths(cutOff)).containsExactly("sink", "collect");

        String later = succeed("SELECT 1", "batch");
        assertThat(paths(later)).startsWith("sink");
    }

    @Test
    void collectedStreamsFlowAndCanBeCancelled() throws Exception {
        String run =
                succeed(
                        """
                        CREATE TABLE endless (id INT) WITH ('connector' = 'datagen', 'rows-per-second' = '100');
                        SELECT id FROM endless;
                        """);
        await().atMost(Duration.ofSeconds(60)).until(() -> kernelRows(run + "-1").size() > 20);
        assertThat(kernel.result(run, 1).changelog()).isEqualTo("append");

        kernel.server().send(new Cancel(run));

        String job = kernel.jobs(run).get(kernel.jobs(run).size() - 1).job();
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(cluster.statusOf(job)).isEqualTo(JobStatus.CANCELED));
    }

    /** Kernels in one JVM share their connection to the cluster, so that there is one at a time. */
    private void bindAnew(Flink120Bridge bridge) throws Exception {
        kernel.close();
        kernel = new TestingKernel(bridge);
        kernel.bind("local", cluster.restUrl().toString(), closedPort(), Map.of());
    }

    private List<String> paths(String run) {
        return kernel.server().heard(ResultOpened.class).stream()
                .filter(opened -> opened.run().equals(run))
                .map(ResultOpened::path)
                .toList();
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
