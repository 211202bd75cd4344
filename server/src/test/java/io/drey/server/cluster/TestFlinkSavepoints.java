package io.drey.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.model.JobId;
import io.drey.model.TriggerId;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TestFlinkSavepoints {
    private static final JobId JOB = new JobId("c0ffee00c0ffee00c0ffee00c0ffee00");
    private static final TriggerId TRIGGER = new TriggerId("ab".repeat(16));
    private static final String STATUS = "/jobs/" + JOB + "/savepoints/" + TRIGGER;

    private TestingFlink flink;
    private FlinkSavepoints savepoints;

    @BeforeEach
    void start() throws IOException {
        flink = new TestingFlink();
        savepoints = flink.rest().savepoints();
    }

    @AfterEach
    void stop() {
        flink.close();
    }

    @Test
    void takesASavepointForGoodWhoseJobFailedBehindIt() {
        flink.answer(
                STATUS,
                """
                {"status":{"id":"COMPLETED"},"operation":{"failure-cause":{
                  "class":"java.util.concurrent.CompletionException",
                  "stack-trace":"java.util.concurrent.CompletionException: org.apache.flink.runtime.scheduler.stopwithsavepoint.StopWithSavepointStoppingException: A savepoint has been created at: file:/s/savepoint-1, but the corresponding job c0ffee failed during stopping. The savepoint is consistent, but might have uncommitted transactions."}}}
                """);
        assertThat(savepoints.find(JOB, TRIGGER))
                .isEqualTo(new SavepointAnswer.Done("file:/s/savepoint-1", true));
    }

    @Test
    void namesTheCauseOfOneThatFailed() {
        flink.answer(
                STATUS,
                """
                {"status":{"id":"COMPLETED"},"operation":{"failure-cause":{"class":"x",
                  "stack-trace":"x: y\\n\\tat z\\nCaused by: java.io.IOException: disk full\\n\\tat z"}}}
                """);
        assertThat(savepoints.find(JOB, TRIGGER))
                .isEqualTo(new SavepointAnswer.Failed("IOException: disk full"));
        flink.answer(STATUS, "{\"status\":{\"id\":\"IN_PROGRESS\"}}");
        assertThat(savepoints.find(JOB, TRIGGER)).isEqualTo(new SavepointAnswer.InProgress());
        flink.forget();
        assertThat(savepoints.find(JOB, TRIGGER)).isEqualTo(new SavepointAnswer.Unknown());
    }

    @Test
    void listsWhatCanBeStartedFromNewestFirst() {
        String form =
                "{\"id\":%d,\"status\":\"%s\",\"is_savepoint\":%s,\"discarded\":%s,"
                        + "\"latest_ack_timestamp\":%d,\"state_size\":7,\"external_path\":\"%s\"}";
        flink.answer(
                "/jobs/" + JOB + "/checkpoints",
                "{\"latest\":{\"savepoint\":"
                        + form.formatted(1, "COMPLETED", true, false, 1000, "file:/s/1")
                        + ",\"completed\":null},\"history\":["
                        + form.formatted(2, "COMPLETED", false, true, 2000, "file:/c/2")
                        + ","
                        + form.formatted(3, "COMPLETED", false, false, 3000, "file:/c/3")
                        + ","
                        + form.formatted(4, "COMPLETED", false, false, 4000, "<checkpoint-not-…>")
                        + ",{\"id\":5,\"status\":\"IN_PROGRESS\"}]}");
        assertThat(savepoints.checkpoints(JOB))
                .containsExactly(
                        new SeenCheckpoint(
                                "file:/c/3",
                                3,
                                Instant.ofEpochSecond(3),
                                7,
                                SeenCheckpoint.Kind.CHECKPOINT),
                        new SeenCheckpoint(
                                "file:/s/1",
                                1,
                                Instant.ofEpochSecond(1),
                                7,
                                SeenCheckpoint.Kind.SAVEPOINT));
    }
}
