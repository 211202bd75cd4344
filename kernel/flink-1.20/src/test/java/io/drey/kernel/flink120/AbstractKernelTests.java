package io.drey.kernel.flink120;

import static org.awaitility.Awaitility.await;

import io.drey.kernel.TestingKernel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A kernel bound to a real cluster, both shared by the tests of a class. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AbstractKernelTests {
    Path directory;
    TestingFlinkCluster cluster;
    TestingResultServer results;
    TestingKernel kernel;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        directory = temporary;
        cluster = new TestingFlinkCluster(4, directory);
        results = new TestingResultServer();
        kernel = new TestingKernel(new Flink120Bridge());
        kernel.bind(
                "local",
                cluster.restUrl().toString(),
                results.port(),
                Map.of("parallelism.default", "1"));
    }

    @AfterEach
    void endJobs() throws Exception {
        cluster.cancelAll();
        await().atMost(Duration.ofSeconds(30)).until(() -> cluster.runningJobs() == 0);
    }

    @AfterAll
    void stop() throws Exception {
        kernel.close();
        results.close();
        cluster.close();
    }
}
