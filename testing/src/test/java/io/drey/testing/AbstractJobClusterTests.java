package io.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.JobId;
import io.drey.model.TriggerId;
import io.drey.server.artifact.Artifact;
import io.drey.server.artifact.ArtifactStore;
import io.drey.server.artifact.Bundle;
import io.drey.server.artifact.BundleBuilder;
import io.drey.server.cluster.Cluster;
import io.drey.server.cluster.ClusterSight;
import io.drey.server.cluster.FlinkClient;
import io.drey.server.cluster.FlinkRest;
import io.drey.server.cluster.JobCluster;
import io.drey.server.cluster.JobMemory;
import io.drey.server.cluster.JobSubmission;
import io.drey.server.cluster.SavepointAnswer;
import io.drey.server.cluster.SeenCheckpoint;
import io.drey.server.cluster.SeenJob;
import io.drey.server.cluster.SessionJobCluster;
import io.drey.server.cluster.StandaloneCluster;
import io.drey.server.cluster.SubmitAnswer;
import io.drey.server.platform.FreePort;
import io.drey.server.platform.NamedThreads;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the keeper relies on, of every cluster that it is given. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AbstractJobClusterTests {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final SecureRandom CHANCE = new SecureRandom();
    private static final String ENDLESS =
            """
            SET 'pipeline.name' = 'endless';
            SET 'execution.checkpointing.interval' = '500ms';
            CREATE TABLE numbers (n INT) WITH ('connector' = 'datagen', 'rows-per-second' = '10');
            CREATE TABLE nowhere (n BIGINT) WITH ('connector' = 'blackhole');
            INSERT INTO nowhere SELECT COUNT(*) FROM numbers;
            """;

    @TempDir static Path folder;
    private final ExecutorService executor = NamedThreads.fixed("flink-rest", 4);
    private Cluster flink;
    private JobCluster cluster;

    /** Starts the cluster and waits until it has slots. */
    abstract Cluster start(FlinkClient client, Path home) throws Exception;

    /** What is written down about its jobs. */
    JobMemory memory() {
        return JobMemory.NONE;
    }

    abstract void stop() throws Exception;

    abstract URI uri();

    @BeforeAll
    void begin() throws Exception {
        flink = start(FlinkClient.create(executor), folder.resolve("home"));
        cluster = new SessionJobCluster(flink, memory(), Clock.systemUTC());
    }

    @AfterAll
    void end() throws Exception {
        stop();
        NamedThreads.close(executor);
    }

    @Test
    void runsAScriptOnceHoweverOftenItIsSubmitted() throws Exception {
        JobSubmission submission = submission(ENDLESS);
        assertThat(cluster.submit(submission)).isInstanceOf(SubmitAnswer.Accepted.class);
        assertThat(cluster.submit(submission)).isInstanceOf(SubmitAnswer.AlreadyThere.class);
        awaitState(submission.job(), "RUNNING");
        SeenJob seen = cluster.look().jobs().get(submission.job());
        assertThat(seen.name()).isEqualTo("endless");
        assertThat(seen.end()).isNull();
        // The ids that a check of such a script foretells (TestScriptCheck).
        assertThat(get("/jobs/" + submission.job()))
                .contains("bc764cd8ddf7a0cff126f51c16239658", "20ba6b65f97481d5570070de90e4e791");

        cluster.cancel(submission.job());
        awaitState(submission.job(), "CANCELED");
        assertThat(cluster.submit(submission)).isInstanceOf(SubmitAnswer.AlreadyThere.class);
        assertThat(jarsNamed("drey-" + submission.jar().id() + ".jar")).isEqualTo(1);
    }

    @Test
    void tellsSlotsAndWhatItDoesNotKnow() throws Exception {
        ClusterSight sight = cluster.look();
        assertThat(sight.isReachable()).isTrue();
        assertThat(sight.slots()).isPositive();
        assertThat(sight.freeSlots()).isBetween(0, sight.slots());
        assertThat(cluster.afterlife()).isPositive();
        JobId nobody = newJob();
        assertNotFound(() -> cluster.cancel(nobody));
        assertFails(
                nobody, trigger -> cluster.stopWithSavepoint(nobody, trigger, savepoints(), false));
        assertFails(nobody, trigger -> cluster.savepoint(nobody, trigger, savepoints()));
        assertNotFound(() -> cluster.checkpoints(nobody));
        assertNotFound(() -> cluster.failure(nobody));
        assertThat(cluster.savepoint(nobody, newTrigger()))
                .isInstanceOf(SavepointAnswer.Unknown.class);
    }

    @Test
    void refusesWhatDoesNotCompileAtItsPlace() throws Exception {
        JobSubmission wrong =
                submission(
                        """
                        CREATE TABLE t (n INT) WITH ('connector' = 'blackhole');
                        INSERT INTO t
                          SELECT m FROM (VALUES (1)) AS v (n);
                        """);
        DreyException why = refusal(cluster.submit(wrong));
        assertThat(why).hasMessage("line 3, column 10: Column 'm' not found in any table");
        assertThat(why.code()).isEqualTo(DreyErrorCode.PROGRAM_REFUSED);
        assertThat(why.details()).isEqualTo(Map.of("line", 3, "column", 10));
        assertThat(cluster.look().jobs()).doesNotContainKey(wrong.job());

        assertThat(refusal(cluster.submit(submission("INSERT INTO;"))))
                .hasMessage("line 1, column 11: Encountered \"<EOF>\" at line 1, column 11.");
        assertThat(refusal(cluster.submit(submission("SELECT 1"))))
                .hasMessageStartingWith("line 1, column 1: SELECT has nobody to show its rows to");
        assertThat(refusal(cluster.submit(submission("CREATE DATABASE d"))))
                .hasMessage("line 1, column 1: The script runs no job: it has no INSERT.");
        assertThat(
                        refusal(
                                cluster.submit(
                                        submission(
                                                "CREATE TABLE t (n INT) WITH ('connector' = 'x');\n"
                                                        + "INSERT INTO t SELECT 1"))))
                .hasMessageStartingWith(
                        "line 2, column 1: Could not find any factory for identifier 'x'");
    }

    @Test
    void takesAJobThatFindsTooFewSlots() throws Exception {
        JobSubmission wide = submission(ENDLESS, null, 200);
        assertThat(cluster.submit(wide)).isInstanceOf(SubmitAnswer.Accepted.class);
        assertThat(cluster.look().jobs()).containsKey(wide.job());
        cluster.cancel(wide.job());
    }

    @Test
    void stopsWithOneSavepointHoweverOftenItIsAsked() throws Exception {
        JobSubmission submission = submission(ENDLESS);
        assertThat(cluster.submit(submission)).isInstanceOf(SubmitAnswer.Accepted.class);
        JobId job = submission.job();
        awaitCheckpoint(job);
        TriggerId trigger = newTrigger();
        String directory = savepoints();
        cluster.stopWithSavepoint(job, trigger, directory, false);
        cluster.stopWithSavepoint(job, trigger, directory, false);
        String path = awaitSavepoint(job, trigger);
        awaitState(job, "FINISHED");
        cluster.stopWithSavepoint(job, trigger, directory, false);
        assertThat(awaitSavepoint(job, trigger)).isEqualTo(path);
        try (Stream<Path> written = Files.list(Path.of(URI.create(directory)))) {
            assertThat(written).hasSize(1);
        }
        assertThat(cluster.look().jobs().get(job).end()).isNotNull();
    }

    @Test
    void goesOnFromASavepoint() throws Exception {
        JobSubmission first = submission(ENDLESS);
        assertThat(cluster.submit(first)).isInstanceOf(SubmitAnswer.Accepted.class);
        awaitCheckpoint(first.job());
        TriggerId trigger = newTrigger();
        cluster.savepoint(first.job(), trigger, savepoints());
        String path = awaitSavepoint(first.job(), trigger);
        assertThat(cluster.look().jobs().get(first.job()).state()).isEqualTo("RUNNING");
        // Flink shows what it knew some seconds ago.
        await().atMost(LIMIT)
                .untilAsserted(
                        () ->
                                assertThat(cluster.checkpoints(first.job()))
                                        .filteredOn(
                                                seen ->
                                                        seen.kind()
                                                                == SeenCheckpoint.Kind.SAVEPOINT)
                                        .extracting(SeenCheckpoint::path)
                                        .containsExactly(path));
        long savepoint =
                cluster.checkpoints(first.job()).stream()
                        .filter(seen -> path.equals(seen.path()))
                        .findFirst()
                        .orElseThrow()
                        .id();
        cluster.cancel(first.job());

        JobSubmission second = submission(ENDLESS, path, 1);
        assertThat(cluster.submit(second)).isInstanceOf(SubmitAnswer.Accepted.class);
        awaitCheckpoint(second.job());
        assertThat(get("/jobs/" + second.job() + "/checkpoints")).contains(path);
        assertThat(cluster.checkpoints(second.job()).get(0).id()).isGreaterThan(savepoint);
        cluster.cancel(second.job());
        assertThat(cluster.failure(second.job())).isEmpty();
    }

    @Test
    void tellsWhyAJobFailed() throws Exception {
        JobSubmission lost = submission(ENDLESS, folder.resolve("gone").toUri().toString(), 1);
        assertThat(cluster.submit(lost)).isInstanceOf(SubmitAnswer.Accepted.class);
        awaitState(lost.job(), "FAILED");
        assertThat(cluster.failure(lost.job()).orElseThrow().rootCause()).contains("gone");
    }

    @Test
    void runsAllThatAScriptCanSayAsOneJob() throws Exception {
        Path jar = TestingFunctionJar.write(folder.resolve("shout.jar"));
        Path out = folder.resolve("out");
        JobSubmission submission =
                submission(
                        """
                        SET 'execution.runtime-mode' = 'batch';
                        SET 'parallelism.default' = '1';
                        CREATE DATABASE d;
                        USE d;
                        ADD JAR '%1$s';
                        CREATE TEMPORARY FUNCTION shout AS 'com.example.Shout';
                        CREATE FUNCTION shout2 AS 'com.example.Shout' USING JAR '%1$s';
                        CREATE VIEW words AS SELECT * FROM (VALUES ('a'), ('b;c')) AS v (w);
                        CREATE TABLE a_one (w STRING) WITH (
                          'connector' = 'filesystem', 'path' = '%2$s/one', 'format' = 'csv');
                        SHOW TABLES;
                        INSERT INTO a_one SELECT shout(w) FROM words;
                        CREATE TABLE a_two WITH (
                          'connector' = 'filesystem', 'path' = '%2$s/two', 'format' = 'csv')
                          AS SELECT shout2(w) AS w FROM words;
                        ALTER TABLE a_one RENAME TO first_one;
                        RESET 'parallelism.default';
                        DROP VIEW words;
                        """
                                .formatted(jar, out));
        assertThat(cluster.submit(submission)).isEqualTo(new SubmitAnswer.Accepted());
        awaitState(submission.job(), "FINISHED");
        assertThat(lines(out.resolve("one"))).containsExactlyInAnyOrder("\"A!\"", "\"B;C!\"");
        assertThat(lines(out.resolve("two"))).containsExactlyInAnyOrder("\"A!\"", "\"B;C!\"");
    }

    @Test
    void runsAStatementSetAsOneJob() throws Exception {
        Path out = folder.resolve("set");
        JobSubmission submission =
                submission(
                        """
                        SET 'execution.runtime-mode' = 'batch';
                        CREATE TABLE t (n INT) WITH (
                          'connector' = 'filesystem', 'path' = '%s', 'format' = 'csv');
                        BEGIN STATEMENT SET;
                        INSERT INTO t SELECT 1;
                        INSERT INTO t SELECT 2;
                        END;
                        """
                                .formatted(out));
        assertThat(cluster.submit(submission)).isEqualTo(new SubmitAnswer.Accepted());
        awaitState(submission.job(), "FINISHED");
        assertThat(lines(out)).containsExactlyInAnyOrder("1", "2");
    }

    @Test
    void saysSoWhereNobodyListens() throws Exception {
        URI nowhere = URI.create("http://127.0.0.1:" + FreePort.find("127.0.0.1"));
        JobCluster silent = at(nowhere);
        ClusterSight sight = silent.look();
        assertThat(sight.isReachable()).isFalse();
        assertThat(sight.why()).contains(nowhere.getAuthority());
        assertThat(sight.jobs()).isEmpty();
        SubmitAnswer answer = silent.submit(submission(ENDLESS));
        assertThat(answer).isInstanceOf(SubmitAnswer.NoAnswer.class);
        assertThat(((SubmitAnswer.NoAnswer) answer).mayRun()).isFalse();
        assertThatThrownBy(() -> silent.cancel(newJob()))
                .extracting(e -> ((DreyException) e).code())
                .isEqualTo(DreyErrorCode.CLUSTER_UNAVAILABLE);
    }

    @Test
    void doesNotKnowWhatBecameOfASubmissionWhoseAnswerIsCut() throws Exception {
        JobSubmission submission = submission(ENDLESS);
        try (TestingCuttingProxy proxy = new TestingCuttingProxy(uri(), "/run")) {
            SubmitAnswer answer = at(proxy.uri()).submit(submission);
            assertThat(answer).isInstanceOf(SubmitAnswer.NoAnswer.class);
            assertThat(((SubmitAnswer.NoAnswer) answer).mayRun()).isTrue();
        }
        assertThat(cluster.look().jobs()).containsKey(submission.job());
        assertThat(cluster.submit(submission)).isInstanceOf(SubmitAnswer.AlreadyThere.class);
        cluster.cancel(submission.job());
        try (TestingCuttingProxy proxy = new TestingCuttingProxy(uri(), "/overview")) {
            assertThat(at(proxy.uri()).look().isReachable()).isFalse();
        }
    }

    @Test
    void uploadsAgainWhatSomebodyRemoved() throws Exception {
        SessionJobCluster session = at(uri());
        JobSubmission first = submission(ENDLESS);
        assertThat(session.submit(first)).isInstanceOf(SubmitAnswer.Accepted.class);
        at(uri()).removeJar(first.jar().id());
        assertThat(jarsNamed("drey-" + first.jar().id() + ".jar")).isZero();
        JobSubmission second = submission(ENDLESS);
        assertThat(session.submit(second)).isInstanceOf(SubmitAnswer.Accepted.class);
        session.cancel(first.job());
        session.cancel(second.job());
    }

    @Test
    void streamsALargeProgramThroughASmallMemory() throws Exception {
        Path large = folder.resolve("large.jar");
        byte[] noise = new byte[1 << 20];
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(large))) {
            zip.putNextEntry(new ZipEntry("noise"));
            for (int i = 0; i < 100; i++) {
                new Random(i).nextBytes(noise);
                zip.write(noise);
            }
        }
        Artifact jar = build(ENDLESS, List.of(new Bundle.Library("large.jar", large)));
        assertThat(jar.bytes()).isGreaterThan(100 << 20);
        JobId job = newJob();
        Process program =
                new ProcessBuilder(
                                TestingDistribution.java().toString(),
                                "-Xmx32m",
                                "-XX:MaxDirectMemorySize=16m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                SubmittingProgram.class.getName(),
                                uri().toString(),
                                jar.file().toString(),
                                jar.id().value(),
                                job.value())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(program.getInputStream().readAllBytes());
        assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(said).contains("Accepted[]");
        cluster.cancel(job);
    }

    private SessionJobCluster at(URI uri) {
        return new SessionJobCluster(
                new StandaloneCluster("at", new FlinkRest(FlinkClient.create(executor), uri)),
                JobMemory.NONE,
                Clock.systemUTC());
    }

    private JobSubmission submission(String script) throws IOException {
        return submission(script, null, 1);
    }

    private JobSubmission submission(String script, @Nullable String restoreFrom, int parallelism)
            throws IOException {
        return new JobSubmission(
                build(script, List.of()),
                BundleBuilder.ENTRY_CLASS,
                List.of(),
                newJob(),
                Map.of(
                        "execution.checkpointing.dir",
                        folder.resolve("checkpoints").toUri().toString()),
                restoreFrom,
                false,
                parallelism);
    }

    private Artifact build(String script, List<Bundle.Library> libraries) throws IOException {
        ArtifactStore store = new ArtifactStore(folder.resolve("artifacts"), Clock.systemUTC());
        Path runner = TestingDistribution.home().resolve("runner/1.20/lib");
        return new BundleBuilder(runner, store).build(new Bundle(script, libraries));
    }

    private String savepoints() throws IOException {
        return Files.createTempDirectory(folder, "savepoints").toUri().toString();
    }

    private void awaitState(JobId job, String state) {
        await().atMost(LIMIT)
                .untilAsserted(
                        () ->
                                assertThat(cluster.look().jobs().get(job))
                                        .extracting(SeenJob::state)
                                        .isEqualTo(state));
    }

    private void awaitCheckpoint(JobId job) {
        await().atMost(LIMIT).until(() -> !cluster.checkpoints(job).isEmpty());
    }

    private String awaitSavepoint(JobId job, TriggerId trigger) {
        await().atMost(LIMIT)
                .until(
                        () ->
                                !(cluster.savepoint(job, trigger)
                                        instanceof SavepointAnswer.InProgress));
        SavepointAnswer answer = cluster.savepoint(job, trigger);
        assertThat(answer).isInstanceOf(SavepointAnswer.Done.class);
        assertThat(((SavepointAnswer.Done) answer).jobFailedAfter()).isFalse();
        return ((SavepointAnswer.Done) answer).path();
    }

    private long jarsNamed(String name) throws Exception {
        return Stream.of(get("/jars").split("\"name\":\"" + name, -1)).count() - 1;
    }

    private String get(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri().resolve(path)).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static DreyException refusal(SubmitAnswer answer) {
        assertThat(answer).isInstanceOf(SubmitAnswer.Refused.class);
        return ((SubmitAnswer.Refused) answer).why();
    }

    private static void assertNotFound(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(DreyException.class)
                .extracting(e -> ((DreyException) e).code())
                .isEqualTo(DreyErrorCode.JOB_NOT_FOUND);
    }

    private interface Asking {
        void ask(TriggerId trigger) throws IOException;
    }

    private void assertFails(JobId job, Asking asking) throws IOException {
        TriggerId trigger = newTrigger();
        asking.ask(trigger);
        await().atMost(LIMIT)
                .until(() -> cluster.savepoint(job, trigger) instanceof SavepointAnswer.Failed);
    }

    private static List<String> lines(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .flatMap(
                            file -> {
                                try {
                                    return Files.readAllLines(file).stream();
                                } catch (IOException e) {
                                    throw new IllegalStateException(e);
                                }
                            })
                    .toList();
        }
    }

    private static JobId newJob() {
        return new JobId(randomHex());
    }

    private static TriggerId newTrigger() {
        return new TriggerId(randomHex());
    }

    private static String randomHex() {
        byte[] bytes = new byte[16];
        CHANCE.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
