package io.drey.kernel.flink120;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drey.arrow.ArrowSchema;
import io.drey.arrow.RecordBatchView;
import io.drey.kernel.TestingKernel;
import io.drey.protocol.KernelMessages.RunEnded;
import io.drey.protocol.RowFrame;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    /** Rows that the kernel sent itself. */
    List<String> kernelRows(String result) {
        List<String> rows = new ArrayList<>();
        ArrowSchema schema = ArrowSchema.of();
        for (RowFrame frame : kernel.rows(result)) {
            if (frame.header().type().equals("schema")) {
                schema = ArrowSchema.parse(frame.arrow().duplicate());
            } else if (frame.header().type().equals("batch")) {
                rows.addAll(
                        TestingResultServer.texts(
                                RecordBatchView.parse(schema, frame.arrow().duplicate())));
            }
        }
        return rows;
    }

    /** Waits for a result's last row and gives all, by whichever path they came. */
    List<String> allRows(String result) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> results.hasEnded(result) || hasKernelEnd(result));
        return hasKernelEnd(result) ? kernelRows(result) : results.rows(result);
    }

    String succeed(String source) {
        return succeed(source, "streaming");
    }

    String succeed(String source, String mode) {
        String run = kernel.run(source, mode, 0);
        assertThat(kernel.awaitEnd(run)).isEqualTo(new RunEnded(run, "succeeded", null));
        return run;
    }

    private boolean hasKernelEnd(String result) {
        return kernel.rows(result).stream().anyMatch(frame -> frame.header().type().equals("end"));
    }

    @AfterAll
    void stop() throws Exception {
        kernel.close();
        results.close();
        cluster.close();
    }
}
