package io.drey.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.JobGraph;
import io.drey.model.JobId;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TestJobGraphService {
    private static final JobId JOB = new JobId("05b2d3e48aaf810a01162fc60d5ac3ec");
    private static final Instant NOW = Instant.ofEpochMilli(1_795_420_198_154L);
    private static final String SOURCE = "cbc357ccb763df2852fee8c4fc7d55f2";
    private static final String SINK = "90bea66de1c231edf33913ecd54406c1";

    private TestingFlink flink;
    private JobGraphService graphs;

    @BeforeEach
    void open() throws IOException {
        flink = new TestingFlink();
        flink.answer("/jobs/" + JOB, TestingFlink.recorded("job-running.json"))
                .answer("/jobs/" + JOB + "/exceptions", "{}")
                .answer("/jobs/" + JOB + "/checkpoints", "{}");
        graphs = new JobGraphService(flink, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void readsVerticesAndEdges() {
        metrics(SOURCE, List.of(), "[]");
        metrics(SINK, List.of(), "[]");

        JobGraph graph = graphs.get(JOB);

        assertThat(graph.state()).isEqualTo("RUNNING");
        assertThat(graph.edges()).containsExactly(new JobGraph.Edge(SOURCE, SINK, "HASH"));
        assertThat(graph.vertices())
                .extracting(JobGraph.Vertex::title)
                .containsExactly(
                        "Source: g -> Calc", "GroupAggregate -> ConstraintEnforcer -> a: Writer");
        assertThat(graph.vertices().get(1).operators())
                .containsExactly(
                        "GroupAggregate(groupBy=[k], select=[k, COUNT(*) AS EXPR$1])",
                        "ConstraintEnforcer[NotNullEnforcer(fields=[k])]",
                        "a: Writer");
        assertThat(graph.vertices().get(0).recordsInPerSecond()).isNull();
        assertThat(graph.checkpoint()).isNull();
    }

    @Test
    void tellsRatesLoadWatermarkAndState() {
        metrics(
                SOURCE,
                List.of(
                        "numRecordsInPerSecond",
                        "Source__g[4].numRecordsOutPerSecond",
                        "Calc[5].currentOutputWatermark",
                        "Source__g[4].currentOutputWatermark"),
                metric("numRecordsInPerSecond", "0.0", "0.0", "0.0")
                        + ","
                        + metric("Source__g[4].numRecordsOutPerSecond", "40.0", "60.0", "100.0")
                        + ","
                        + metric("Source__g[4].currentOutputWatermark", "-9.2e18", "0", "0")
                        + ","
                        + metric(
                                "Calc[5].currentOutputWatermark", "1.795420197E12", "1.8E12", "0"));
        metrics(
                SINK,
                List.of(
                        "numRecordsInPerSecond",
                        "numRecordsOutPerSecond",
                        "a[8]__Writer.numRecordsIn",
                        "a[8]__Writer.numRecordsInPerSecond",
                        "a[8]__Writer.currentOutputWatermark",
                        "busyTimeMsPerSecond",
                        "currentInputWatermark"),
                metric("numRecordsInPerSecond", "1.5", "2.5", "4.0")
                        + ","
                        + metric("numRecordsOutPerSecond", "0", "0", "0")
                        + ","
                        + metric("a[8]__Writer.numRecordsIn", "200", "300", "500")
                        + ","
                        + metric("a[8]__Writer.numRecordsInPerSecond", "1", "2", "3")
                        + ","
                        + metric("a[8]__Writer.currentOutputWatermark", "1.7E12", "1.8E12", "3E12")
                        + ","
                        + metric("busyTimeMsPerSecond", "10.0", "250.0", "260.0")
                        + ","
                        + metric("currentInputWatermark", "1.795420196E12", "1.8E12", "0"));
        flink.answer(
                        "/jobs/" + JOB + "/checkpoints",
                        "{\"latest\":{\"completed\":{\"id\":7,\"state_size\":900,"
                                + "\"end_to_end_duration\":12,\"latest_ack_timestamp\":5}}}")
                .answer(
                        "/jobs/" + JOB + "/checkpoints/details/7",
                        "{\"tasks\":{\"" + SINK + "\":{\"state_size\":880}}}");

        JobGraph graph = graphs.get(JOB);

        JobGraph.Vertex source = graph.vertices().get(0);
        assertThat(source.recordsInPerSecond()).isEqualTo(100);
        assertThat(source.watermark()).isEqualTo(Instant.ofEpochMilli(1_795_420_197_000L));
        assertThat(source.busy()).isNull();
        JobGraph.Vertex sink = graph.vertices().get(1);
        assertThat(sink.recordsInPerSecond()).isEqualTo(4);
        assertThat(sink.recordsOut()).isEqualTo(500);
        assertThat(sink.recordsOutPerSecond()).isEqualTo(3);
        assertThat(sink.busy()).isEqualTo(0.25);
        assertThat(sink.watermark()).isEqualTo(Instant.ofEpochMilli(1_795_420_196_000L));
        assertThat(sink.stateBytes()).isEqualTo(880);
        assertThat(graph.checkpoint())
                .isEqualTo(new JobGraph.Checkpoint(7, Instant.ofEpochMilli(5), 12, 900));
    }

    @Test
    void asksOnceForAllWhoLook() {
        metrics(SOURCE, List.of(), "[]");
        metrics(SINK, List.of(), "[]");

        var unused = List.of(graphs.get(JOB), graphs.get(JOB));

        assertThat(flink.requests()).filteredOn(("GET /jobs/" + JOB)::equals).hasSize(1);
    }

    @Test
    void saysWhenTheJobIsUnknown() {
        assertThatThrownBy(() -> graphs.get(new JobId("00000000000000000000000000000000")))
                .isInstanceOfSatisfying(
                        DreyException.class,
                        e -> assertThat(e.code()).isEqualTo(DreyErrorCode.JOB_NOT_FOUND));
    }

    private void metrics(String vertex, List<String> names, String values) {
        String path = "/jobs/" + JOB + "/vertices/" + vertex + "/subtasks/metrics";
        List<String> listed = names.stream().map(name -> "{\"id\":\"" + name + "\"}").toList();
        flink.answer(path, "[" + String.join(",", listed) + "]");
        String wanted = URLEncoder.encode(String.join(",", names), StandardCharsets.UTF_8);
        flink.answer(path + "?agg=min,max,sum&get=" + wanted, "[" + values + "]");
    }

    private static String metric(String name, String min, String max, String sum) {
        return "{\"id\":\"%s\",\"min\":%s,\"max\":%s,\"sum\":%s}".formatted(name, min, max, sum);
    }

    @AfterEach
    void close() {
        flink.close();
    }
}
