package io.drey.server.cluster;

import static io.drey.server.cluster.TestingFlink.recorded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.drey.model.DreyException;
import io.drey.model.JobId;
import io.drey.model.JobInfo;
import io.drey.model.RunId;
import io.drey.model.RunProgress;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TestJobService {
    private static final JobId JOB = new JobId("0123456789abcdef0123456789abcdef");
    private static final JobOrigin ORIGIN = new JobOrigin(new RunId("r-1"), "a.drey.md", "c1");
    private static final String LINE =
            """
            {"jobs":[{"jid":"%s","name":"n","start-time":5,"end-time":%d,"duration":7,\
            "state":"%s","last-modification":6,"tasks":{"total":2,"running":1,"finished":0}}]}""";
    private static final String DETAIL =
            """
            {"jid":"%s","name":"n","start-time":5,"end-time":%d,"duration":7,"state":"%s",\
            "vertices":[{"id":"v1","name":"Source: g","parallelism":1,"status":"%3$s",\
            "tasks":{"RUNNING":1},"metrics":{"write-records":%d}},\
            {"id":"v2","name":"b: Writer","parallelism":1,"status":"%3$s",\
            "tasks":{"RUNNING":0},"metrics":{"read-records":%4$d}}],\
            "plan":{"nodes":[{"id":"v1"},{"id":"v2","inputs":[{"id":"v1"}]}]}}""";

    private TestingFlink flink;
    private JobService jobs;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws IOException {
        flink = new TestingFlink();
        jobs = new JobService(flink, Clock.systemUTC());
        jobs.addListener(
                new JobListener() {
                    @Override
                    public void jobChanged(JobInfo job, RunProgress progress) {
                        heard.add(job.state() + " " + progress.rowsWritten() + " " + job.why());
                    }

                    @Override
                    public void jobLost(JobId id, String why) {
                        heard.add("lost: " + why);
                    }
                });
    }

    @AfterEach
    void stop() {
        jobs.close();
        flink.close();
    }

    @Test
    void listsJobsAndNamesWhatStartedThem() {
        answer("RUNNING", 10);
        jobs.remember(JOB, ORIGIN);
        JobInfo job = jobs.list().get(0);
        assertThat(job.runId()).isEqualTo(new RunId("r-1"));
        assertThat(job.cell()).isEqualTo("c1");
        assertThat(job.webUrl()).endsWith("/#/job/running/" + JOB + "/overview");
        assertThat(job.tasksTotal()).isEqualTo(2);
    }

    @Test
    void countsTheRowsOfOneJob() {
        answer("RUNNING", 10);
        JobInfo job = jobs.get(JOB);
        assertThat(job.rowsRead()).isEqualTo(10);
        assertThat(job.rowsWritten()).isEqualTo(10);
    }

    @Test
    void followsATrackedJobToItsEnd() {
        answer("RUNNING", 10);
        jobs.track(JOB, ORIGIN);
        await().until(() -> heard.contains("RUNNING 10 null"));
        flink.answer("/jobs/" + JOB + "/exceptions", recorded("exceptions.json"));
        answer("FAILED", 12);
        await().untilAsserted(
                        () ->
                                assertThat(heard)
                                        .last()
                                        .asString()
                                        .startsWith("FAILED 12 NumberFormatException: "));
        int requests = flink.requests().size();
        await().during(Duration.ofMillis(1500)).until(() -> flink.requests().size() == requests);
    }

    @Test
    void jobsLeadToWhereTheirNotebookIsNow() {
        answer("FAILED", 10);
        flink.answer("/jobs/" + JOB + "/exceptions", recorded("exceptions.json"));
        jobs.remember(JOB, ORIGIN);
        assertThat(jobs.get(JOB).notebook()).isEqualTo("a.drey.md");
        jobs.moveNotebook("a.drey.md", "b/a.drey.md");
        assertThat(jobs.get(JOB).notebook()).isEqualTo("b/a.drey.md");
        assertThat(jobs.list().get(0).notebook()).isEqualTo("b/a.drey.md");
    }

    @Test
    void losesTheJobsOfAClusterThatWasRestarted() {
        answer("RUNNING", 10);
        jobs.track(JOB, ORIGIN);
        await().until(() -> !heard.isEmpty());
        flink.forget();
        await().until(
                        () ->
                                heard.contains(
                                        "lost: The cluster was restarted, and the job ended with"
                                                + " it"));
    }

    @Test
    void asksNothingWhileNobodyLooks() {
        await().during(Duration.ofMillis(1500)).until(() -> flink.requests().isEmpty());
        try (JobService.Watch watch = jobs.watch()) {
            assertThat(watch).isNotNull();
            await().until(() -> !flink.requests().isEmpty());
        }
    }

    @Test
    void saysSoWhenTheClusterDoesNotAnswer() {
        flink.close();
        assertThatThrownBy(() -> jobs.list()).isInstanceOf(DreyException.class);
    }

    private void answer(String state, long rows) {
        long end = state.equals("RUNNING") ? -1 : 12;
        flink.answer("/jobs/overview", LINE.formatted(JOB, end, state));
        flink.answer("/jobs/" + JOB, DETAIL.formatted(JOB, end, state, rows));
        flink.answer("/jobs/" + JOB + "/vertices/v1/subtasks/metrics", "[]");
        flink.answer("/jobs/" + JOB + "/vertices/v2/subtasks/metrics", "[]");
    }
}
