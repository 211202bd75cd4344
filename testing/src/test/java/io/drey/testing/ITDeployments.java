package io.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.client.DeploymentCalls;
import io.drey.model.Attempt;
import io.drey.model.ClusterRequest;
import io.drey.model.DeploymentAct;
import io.drey.model.DeploymentChange;
import io.drey.model.DeploymentFilter;
import io.drey.model.DeploymentInfo;
import io.drey.model.DeploymentRequest;
import io.drey.model.DeploymentSpec;
import io.drey.model.Desired;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.JobInfo;
import io.drey.model.RestorePoint;
import io.drey.model.VariableRequest;
import io.drey.model.Verdict;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deployments on the real local cluster: acted on, and kept whatever dies. */
class ITDeployments {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String NAME = "numbers";
    private static final int ROWS = 12_000;

    @TempDir Path folder;

    private TestingDrey drey;

    @BeforeEach
    void start() throws Exception {
        drey = TestingDrey.start(data(), "keeper.checkpoint-interval=500ms");
    }

    @AfterEach
    void stop() throws Exception {
        drey.close();
    }

    @Test
    void everyRowIsWrittenOnceWhateverIsDoneAndKilled() throws Exception {
        deploy(300);
        DeploymentInfo first = awaitState();

        TestingDrey.kill(drey.process("jobmanager"));
        DeploymentInfo again = awaitProgress();
        assertThat(again.jobId()).as("%s", again).isEqualTo(first.jobId());

        act(DeploymentAct.Kind.STOP);
        DeploymentInfo stopped = awaitVerdict(Verdict.STOPPED);
        assertThat(stopped.latestRestorePoint()).contains("savepoint");
        awaitNoJob();

        act(DeploymentAct.Kind.START);
        DeploymentInfo second = awaitVerdict(Verdict.RUNNING);
        assertThat(second.attempt()).isEqualTo(2);
        assertThat(newestAttempt().restoredFrom()).isEqualTo(stopped.latestRestorePoint());
        awaitProgress();

        drey.killServer();
        drey.startAgain();
        assertThat(awaitProgress().attempt()).isEqualTo(2);

        TestingDrey.kill(drey.process("taskmanager"));
        TestingDrey.kill(drey.process("jobmanager"));
        drey.killServer();
        drey.startAgain();
        awaitProgress();

        awaitVerdict(Verdict.FINISHED);
        assertThat(WrittenRows.numbersIn(files()))
                .isEqualTo(LongStream.rangeClosed(1, ROWS).boxed().toList());
    }

    @Test
    void isActedOnByEveryCommand() {
        deploy(20);
        awaitState();

        act(DeploymentAct.Kind.SAVEPOINT);
        patiently()
                .until(
                        () ->
                                calls().listRestorePoints(NAME).stream()
                                        .anyMatch(it -> it.kind() == RestorePoint.Kind.SAVEPOINT));
        assertThat(calls().get(NAME).attempt()).isEqualTo(1);

        act(DeploymentAct.Kind.SUSPEND);
        DeploymentInfo suspended = awaitVerdict(Verdict.SUSPENDED);
        act(DeploymentAct.Kind.RESUME);
        awaitProgress();
        assertThat(newestAttempt().restoredFrom()).isEqualTo(suspended.latestRestorePoint());

        act(DeploymentAct.Kind.RESTART);
        awaitThat(it -> it.attempt() == 3 && it.verdict() == Verdict.RUNNING);
        awaitProgress();
        assertThat(newestAttempt().restoredFrom()).contains("savepoint");

        act(DeploymentAct.Kind.CANCEL);
        DeploymentInfo cancelled = awaitVerdict(Verdict.STOPPED);
        assertThat(cancelled.latestRestorePoint()).contains("chk-");
        act(DeploymentAct.Kind.START);
        awaitProgress();
        assertThat(newestAttempt().restoredFrom()).isEqualTo(cancelled.latestRestorePoint());

        DeploymentSpec changed =
                new DeploymentSpec(
                        null,
                        script(40),
                        null,
                        Map.of("table.exec.sink.upsert-materialize", "NONE"),
                        Map.of("team", "billing"),
                        null,
                        null,
                        null,
                        null,
                        null);
        calls().change(NAME, new DeploymentChange(changed, null, null, null));
        awaitThat(it -> it.attempt() == 5 && it.verdict() == Verdict.RUNNING);
        assertThat(newestAttempt().specVersion()).isEqualTo(2);
        assertThat(newestAttempt().restoredFrom()).contains("savepoint");

        calls().delete(NAME);
        patiently().until(() -> deployments() == 0);
        awaitNoJob();
    }

    @Test
    void isNeitherDoubledNorForgottenWhenTheServerIsKilledWhileItActs() throws Exception {
        deploy(20);
        for (int millis : new int[] {100, 900}) {
            killServerAfter(millis);
            awaitProgress();
            act(DeploymentAct.Kind.STOP);
            killServerAfter(millis);
            DeploymentInfo stopped = awaitVerdict(Verdict.STOPPED);
            assertThat(stopped.latestRestorePoint()).contains("savepoint");
            awaitNoJob();
            act(DeploymentAct.Kind.START);
        }
        killServerAfter(300);
        awaitProgress();
        calls().delete(NAME);
        killServerAfter(200);
        patiently().until(() -> deployments() == 0 && runningJobs() == 0);
    }

    @Test
    void saysWhereAScriptIsWrong() {
        calls().create(
                        new DeploymentRequest(
                                NAME,
                                DeploymentSpec.of(null, "INSERT INTO nowhere\nSELECT 1;"),
                                true));
        DeploymentInfo failed = awaitVerdict(Verdict.FAILED);
        assertThat(failed.why()).contains("nowhere");
        assertThat(failed.desired()).isEqualTo(Desired.RUNNING);
        assertThat(failed.attempt()).isEqualTo(1);
    }

    @Test
    void isKeptOnAClusterOfSomebodyElse() throws Exception {
        Path shared = folder.resolve("shared");
        try (TestingStandaloneFlink flink =
                TestingStandaloneFlink.start(Files.createDirectories(folder.resolve("flink")))) {
            drey.client()
                    .clusters()
                    .add(new ClusterRequest("other", flink.uri().toString(), shared.toString()));
            DeploymentSpec spec = DeploymentSpec.of("other", script(50));
            calls().create(new DeploymentRequest(NAME, spec, true));
            // It is still starting, and is waited for.
            DeploymentInfo running = awaitState();
            assertThat(running.latestRestorePoint()).startsWith("file://" + shared);

            act(DeploymentAct.Kind.STOP);
            DeploymentInfo stopped = awaitVerdict(Verdict.STOPPED);
            assertThat(stopped.latestRestorePoint()).contains("savepoint");
            act(DeploymentAct.Kind.START);
            awaitVerdict(Verdict.RUNNING);
            assertThat(newestAttempt().restoredFrom()).isEqualTo(stopped.latestRestorePoint());
            assertThat(drey.client().clusters().list())
                    .filteredOn(it -> it.name().equals("other"))
                    .allMatch(it -> it.jobs() == 1 && it.freeSlots() == it.slots() - 1);

            act(DeploymentAct.Kind.CANCEL);
            awaitVerdict(Verdict.STOPPED);
            // As on a machine that has a folder of its own under the same path.
            Files.delete(shared.resolve(".drey-state"));
            Files.createDirectory(shared.resolve(".drey-state"));
            act(DeploymentAct.Kind.START);
            assertThat(awaitVerdict(Verdict.FAILED).why()).contains("is not the server's folder");
        }
        calls().act(NAME, DeploymentAct.of(DeploymentAct.Kind.START));
        awaitVerdict(Verdict.UNREACHABLE);
    }

    @Test
    void aSecretArrivesAndIsSeenNowhere() throws Exception {
        String secret = "open-sesame-4711";
        drey.client().variables().set("word", new VariableRequest(secret + "'s", true));
        String script =
                """
                CREATE TABLE counted (n BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '5');
                CREATE TABLE shown (n BIGINT) WITH (
                  'connector' = 'print', 'print-identifier' = '${secret:word}');
                INSERT INTO shown SELECT n FROM counted;
                """;
        calls().create(new DeploymentRequest(NAME, DeploymentSpec.of(null, script), true));
        DeploymentInfo running = awaitState();
        Path printed = data().resolve("logs/taskmanager.out");
        patiently().until(() -> Files.readString(printed).contains(secret + "'s"));

        String cluster = drey.client().getStatus().cluster().webUrl();
        for (String what :
                List.of(
                        "",
                        "/config",
                        "/plan",
                        "/jobmanager/config",
                        "/exceptions",
                        "/checkpoints/config")) {
            assertThat(get(cluster + "/jobs/" + running.jobId() + what)).doesNotContain(secret);
        }
        for (String what : List.of("/jobmanager/config", "/jars", "/jobs/overview")) {
            assertThat(get(cluster + what)).doesNotContain(secret);
        }
        // A wrong statement behind it makes Flink repeat the text of a script.
        String wrong = script.replace("SELECT n", "SELECT m").replace("'print-id", "'prnt-id");
        calls().change(
                        NAME,
                        new DeploymentChange(DeploymentSpec.of(null, wrong), null, null, null));
        DeploymentInfo failed = awaitVerdict(Verdict.FAILED);
        assertThat(failed.toString()).doesNotContain(secret);
        assertThat(calls().listEvents(NAME, 100).toString()).doesNotContain(secret);
        assertThat(calls().listAttempts(NAME).toString()).doesNotContain(secret);

        act(DeploymentAct.Kind.CANCEL);
        awaitVerdict(Verdict.STOPPED);
        try (Stream<Path> files = Files.walk(data())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                // What the program prints, and the job as Flink keeps it.
                boolean isAllowed = file.equals(printed) || file.toString().contains("/recovery/");
                if (!isAllowed) {
                    String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                    assertThat(content.contains(secret)).as("%s", file).isFalse();
                }
            }
        }
    }

    private Path data() {
        return folder.resolve("dä ta");
    }

    private static String get(String uri) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(uri)).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private void deploy(int rowsPerSecond) {
        calls().create(
                        new DeploymentRequest(
                                NAME, DeploymentSpec.of(null, script(rowsPerSecond)), true));
    }

    private String script(int rowsPerSecond) {
        return """
               SET 'parallelism.default' = '1';
               CREATE TABLE counted (n BIGINT) WITH (
                 'connector' = 'datagen', 'rows-per-second' = '%d',
                 'fields.n.kind' = 'sequence', 'fields.n.start' = '1', 'fields.n.end' = '%d');
               CREATE TABLE files (n BIGINT) WITH (
                 'connector' = 'filesystem', 'format' = 'csv', 'path' = '%s');
               INSERT INTO files SELECT n FROM counted;
               """
                .formatted(rowsPerSecond, ROWS, files());
    }

    private Path files() {
        return folder.resolve("written");
    }

    private void act(DeploymentAct.Kind kind) {
        calls().act(NAME, DeploymentAct.of(kind));
    }

    private void killServerAfter(int millis) throws Exception {
        Thread.sleep(millis);
        drey.killServer();
        drey.startAgain();
    }

    private DeploymentInfo awaitVerdict(Verdict verdict) {
        return awaitThat(it -> it.verdict() == verdict);
    }

    /** Until it runs and has a restore point. */
    private DeploymentInfo awaitState() {
        return awaitThat(it -> it.verdict() == Verdict.RUNNING && it.latestRestorePoint() != null);
    }

    /** Until it runs and has saved its state anew, for which all its tasks are needed. */
    private DeploymentInfo awaitProgress() {
        String before = calls().get(NAME).latestRestorePoint();
        return awaitThat(
                it ->
                        it.verdict() == Verdict.RUNNING
                                && it.latestRestorePoint() != null
                                && !it.latestRestorePoint().equals(before));
    }

    /** Waits, and sees to it that there is never more than one running job. */
    private DeploymentInfo awaitThat(Predicate<DeploymentInfo> condition) {
        return calls().await(
                        NAME,
                        it -> {
                            assertThat(isDoubled()).as("%s", it).isFalse();
                            return condition.test(it);
                        },
                        PATIENCE);
    }

    /** The list is a second old. */
    private void awaitNoJob() {
        patiently().until(() -> runningJobs() == 0);
    }

    private Attempt newestAttempt() {
        return calls().listAttempts(NAME).get(0);
    }

    private int deployments() {
        return calls().list(DeploymentFilter.ALL, 0, 10).deployments().size();
    }

    private long runningJobs() {
        return drey.client().listJobs().stream()
                .map(JobInfo::state)
                .filter(state -> state.equals("RUNNING") || state.equals("RESTARTING"))
                .count();
    }

    /** Whether more than one job is seen to run; while the JobManager is away none is. */
    private boolean isDoubled() {
        try {
            return runningJobs() > 1;
        } catch (DreyException e) {
            assertThat(e.code()).isEqualTo(DreyErrorCode.CLUSTER_UNAVAILABLE);
            return false;
        }
    }

    private DeploymentCalls calls() {
        return drey.client().deployments();
    }

    private static ConditionFactory patiently() {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions();
    }
}
