package io.drey.server.cluster;

import static io.drey.server.cluster.TestingFlink.recorded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.JobId;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TestFlinkRest {
    private static final JobId JOB = new JobId("c0ffee00c0ffee00c0ffee00c0ffee00");

    private TestingFlink flink;
    private FlinkRest rest;

    @BeforeEach
    void start() throws IOException {
        flink = new TestingFlink();
        rest = flink.rest();
    }

    @AfterEach
    void stop() {
        flink.close();
    }

    @Test
    void readsTheOverview() {
        flink.answer("/overview", recorded("overview.json"));
        assertThat(rest.overview()).isEqualTo(new FlinkOverview(1, 16, 14, 1, "1.20.3"));
    }

    @Test
    void readsAnOverviewOfAnotherVersion() {
        flink.answer(
                "/overview", "{\"taskmanagers\":2,\"slots-total\":4,\"new-field\":{\"a\":[1]}}");
        assertThat(rest.overview()).isEqualTo(new FlinkOverview(2, 4, 0, 0, ""));
    }

    @Test
    void listsJobsWithTheirStates() {
        flink.answer("/jobs/overview", recorded("jobs.json"));
        assertThat(rest.jobs())
                .extracting(FlinkJob::state)
                .containsExactlyInAnyOrder("RUNNING", "FINISHED", "FINISHED", "FINISHED", "FAILED");
        FlinkJob running =
                rest.jobs().stream().filter(job -> !job.isEnded()).findFirst().orElseThrow();
        assertThat(running.endedAt()).isNull();
        assertThat(running.tasksTotal()).isEqualTo(4);
        assertThat(running.tasksRunning()).isEqualTo(4);
    }

    @Test
    void readsAJobWithTheCountsOfItsVertices() {
        flink.answer("/jobs/" + JOB, recorded("job-running.json"));
        FlinkJobDetail detail = rest.job(JOB);
        assertThat(detail.job().state()).isEqualTo("RUNNING");
        assertThat(detail.job().tasksTotal()).isEqualTo(4);
        assertThat(detail.vertices()).hasSize(2);
        FlinkVertex source = detail.vertices().get(0);
        FlinkVertex sink = detail.vertices().get(1);
        assertThat(source.isSource()).isTrue();
        assertThat(source.isSink()).isFalse();
        assertThat(source.isChained()).isTrue();
        assertThat(sink.isSource()).isFalse();
        assertThat(sink.isSink()).isTrue();
        assertThat(sink.recordsIn()).isPositive();
    }

    @Test
    void namesTheRootCauseFirst() {
        flink.answer("/jobs/" + JOB + "/exceptions", recorded("exceptions.json"));
        FlinkFailure failure = rest.failure(JOB).orElseThrow();
        assertThat(failure.rootCause())
                .startsWith("NumberFormatException: For input string: 'acd8cdf8")
                .endsWith("Invalid character found.");
        assertThat(failure.task()).startsWith("Source: g[1] -> Calc[2] (1/2)");
        assertThat(failure.at()).isAfter(Instant.parse("2020-01-01T00:00:00Z"));
        assertThat(failure.stackTrace()).contains("JobException");
    }

    @Test
    void findsNoFailureWhereThereIsNone() {
        flink.answer("/jobs/" + JOB + "/exceptions", "{\"exceptionHistory\":{\"entries\":[]}}");
        assertThat(rest.failure(JOB)).isEmpty();
        flink.answer("/jobs/" + JOB + "/exceptions", "{\"root-exception\":null}");
        assertThat(rest.failure(JOB)).isEmpty();
    }

    @Test
    void readsSumsOfMetrics() {
        String path = "/jobs/" + JOB + "/vertices/v1/subtasks/metrics?agg=sum&get=";
        flink.answer(path + "Source__g%5B4%5D.numRecordsOut", recorded("metrics.json"));
        assertThat(rest.metricSums(JOB, "v1", java.util.List.of("Source__g[4].numRecordsOut")))
                .containsEntry("Source__g[4].numRecordsOut", 600L);
    }

    @Test
    void listsTaskManagers() {
        flink.answer("/taskmanagers", recorded("taskmanagers.json"));
        assertThat(rest.taskManagers()).containsExactly(new FlinkTaskManager("local-3", 16, 14));
    }

    @Test
    void cancelsAJob() {
        flink.answer("/jobs/" + JOB + "?mode=cancel", "{}");
        rest.cancel(JOB);
        assertThat(flink.requests()).containsExactly("PATCH /jobs/" + JOB + "?mode=cancel");
    }

    @Test
    void tellsAnUnknownJobFromAnUnreachableCluster() {
        assertThatThrownBy(() -> rest.job(JOB)).satisfies(is(DreyErrorCode.JOB_NOT_FOUND));
        assertThatThrownBy(() -> rest.cancel(JOB)).satisfies(is(DreyErrorCode.JOB_NOT_FOUND));
        flink.close();
        assertThatThrownBy(() -> rest.overview()).satisfies(is(DreyErrorCode.CLUSTER_UNAVAILABLE));
    }

    @Test
    void refusesWhatIsNotFlink() {
        flink.answer("/overview", "<html>It works!</html>");
        assertThatThrownBy(() -> rest.overview())
                .satisfies(is(DreyErrorCode.CLUSTER_UNAVAILABLE))
                .hasMessageContaining("does not speak like Flink: <html>");
    }

    @Test
    void endsACallThatIsNeverAnswered() throws IOException {
        try (ServerSocket silent = new ServerSocket(0)) {
            URI uri = URI.create("http://127.0.0.1:" + silent.getLocalPort());
            FlinkClient hasty = FlinkClient.create(Runnable::run).within(Duration.ofMillis(200));
            assertThatThrownBy(() -> new FlinkRest(hasty, uri).overview())
                    .satisfies(is(DreyErrorCode.CLUSTER_UNAVAILABLE))
                    .hasMessageContaining("no answer within 200 ms");
        }
    }

    private static java.util.function.Consumer<Throwable> is(DreyErrorCode code) {
        return error ->
                assertThat(error)
                        .isInstanceOfSatisfying(
                                DreyException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
