package io.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drey.model.ClusterInfo;
import io.drey.model.JobId;
import io.drey.model.JobInfo;
import io.drey.model.ProcessInfo;
import io.drey.model.RunId;
import io.drey.model.RunProgress;
import io.drey.server.cluster.FlinkClient;
import io.drey.server.cluster.JobListener;
import io.drey.server.cluster.JobOrigin;
import io.drey.server.cluster.JobService;
import io.drey.server.cluster.LocalCluster;
import io.drey.server.cluster.LocalClusterSize;
import io.drey.server.cluster.LocalClusterSpec;
import io.drey.server.platform.NamedThreads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The local cluster with real processes, from the distribution that the build has put together. */
class ITLocalCluster {
    private static final Duration UP_LIMIT = Duration.ofSeconds(90);
    private static final String ENDLESS =
            "org.apache.flink.streaming.examples.windowing.TopSpeedWindowing";

    @TempDir private Path folder;
    private ExecutorService executor;
    private LocalCluster cluster;

    @BeforeEach
    void start() {
        executor = NamedThreads.fixed("flink-rest", 2);
        cluster = supervise();
        cluster.awaitUp(UP_LIMIT);
    }

    @AfterEach
    void stop() {
        List<Long> pids = pids(cluster);
        cluster.stop();
        assertThat(pids).noneMatch(ITLocalCluster::isAlive);
        NamedThreads.close(executor);
    }

    @Test
    void runsJobsAndCountsTheirRows() throws Exception {
        try (JobService jobs = new JobService(cluster, Clock.systemUTC());
                JobService.Watch watch = jobs.watch()) {
            assertThat(watch).isNotNull();
            JobId id = new FlinkJars(cluster.restUri()).runExample(ENDLESS);
            await().atMost(UP_LIMIT).until(() -> rowsRead(jobs, id) > 0);
            assertThat(find(jobs, id).tasksRunning()).isPositive();
            await().until(() -> cluster.info().slotsFree() < cluster.info().slotsTotal());
            jobs.cancel(id);
            await().until(() -> find(jobs, id).state().equals("CANCELED"));
        }
    }

    @Test
    void replacesAKilledTaskManager() {
        kill("taskmanager");
        await().until(() -> cluster.info().state() == ClusterInfo.State.RESTARTING);
        assertThat(cluster.info().why()).startsWith("The taskmanager ended unexpectedly");
        cluster.awaitUp(UP_LIMIT);
        assertThat(cluster.generation()).isEqualTo(1);
        assertThat(process("taskmanager").note()).contains("ended unexpectedly");
        assertThat(cluster.info().slotsFree()).isEqualTo(LocalClusterSize.laptop().slots());
    }

    @Test
    void replacesAKilledJobManagerAndSaysThatItsJobsAreGone() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        try (JobService jobs = new JobService(cluster, Clock.systemUTC())) {
            jobs.addListener(new Recorder(heard));
            JobId id = new FlinkJars(cluster.restUri()).runExample(ENDLESS);
            jobs.track(id, new JobOrigin(new RunId("r-1"), null, null));
            await().atMost(UP_LIMIT).until(() -> heard.contains("RUNNING"));
            kill("jobmanager");
            await().until(() -> cluster.generation() == 2);
            cluster.awaitUp(UP_LIMIT);
            await().until(() -> heard.contains("lost " + id));
            assertThat(jobs.list()).isEmpty();
        }
        // Nothing of the old generation lives on beside the new one.
        assertThat(cluster.rest().taskManagers()).hasSize(1);
    }

    @Test
    void outlivesItsSupervisorAndIsAdoptedByTheNext() {
        List<Long> pids = pids(cluster);
        cluster.close();
        assertThat(pids).allMatch(ITLocalCluster::isAlive);
        cluster = supervise();
        cluster.awaitUp(UP_LIMIT);
        assertThat(pids(cluster)).isEqualTo(pids);
        kill("taskmanager");
        await().until(() -> !pids(cluster).equals(pids));
        cluster.awaitUp(UP_LIMIT);
    }

    @Test
    void isStartedAnewWhereBothDiedWhileNobodyWatched() {
        List<Long> pids = pids(cluster);
        cluster.close();
        kill(pids.get(0));
        kill(pids.get(1));
        cluster = supervise();
        cluster.awaitUp(UP_LIMIT);
        assertThat(cluster.generation()).isEqualTo(2);
    }

    @Test
    void endsProcessesThatNoRecordNames() throws IOException {
        List<Long> pids = pids(cluster);
        cluster.close();
        Files.delete(folder.resolve("dä ta/clusters/local/processes.json"));
        cluster = supervise();
        cluster.awaitUp(UP_LIMIT);
        assertThat(pids).noneMatch(ITLocalCluster::isAlive);
    }

    private LocalCluster supervise() {
        LocalClusterSpec spec =
                new LocalClusterSpec(
                        TestingDistribution.runtime(),
                        TestingDistribution.packs(),
                        folder.resolve("dä ta/clusters/local"),
                        folder.resolve("dä ta/logs"),
                        TestingDistribution.java(),
                        LocalClusterSize.laptop());
        LocalCluster fresh =
                new LocalCluster(spec, FlinkClient.create(executor), Clock.systemUTC());
        fresh.start();
        return fresh;
    }

    private record Recorder(List<String> heard) implements JobListener {
        @Override
        public void jobChanged(JobInfo job, RunProgress progress) {
            heard.add(job.state());
        }

        @Override
        public void jobLost(JobId id, String why) {
            heard.add("lost " + id);
        }
    }

    private static JobInfo find(JobService jobs, JobId id) {
        return jobs.list().stream().filter(job -> job.id().equals(id)).findFirst().orElseThrow();
    }

    private static long rowsRead(JobService jobs, JobId id) {
        Long rows = find(jobs, id).rowsRead();
        return rows == null ? 0 : rows;
    }

    private ProcessInfo process(String role) {
        return cluster.processes().stream()
                .filter(info -> info.role().equals(role))
                .findFirst()
                .orElseThrow();
    }

    private static List<Long> pids(LocalCluster cluster) {
        return cluster.processes().stream().map(ProcessInfo::pid).toList();
    }

    private void kill(String role) {
        kill(process(role).pid());
    }

    private static void kill(long pid) {
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
