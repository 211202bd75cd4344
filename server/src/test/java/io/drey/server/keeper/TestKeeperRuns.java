package io.drey.server.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.drey.model.Desired;
import io.drey.model.StartFrom;
import io.drey.model.StopMode;
import io.drey.model.Verdict;
import io.drey.model.Wish;
import io.drey.server.platform.TestingClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hundreds of lives of a deployment, each with its own faults: lost answers, late submissions, a
 * cluster that dies, a keeper that dies between any two writes and calls.
 *
 * <p>{@code -Dkeeper.seed=N} repeats one of them, {@code -Dkeeper.runs=N} makes more.
 */
class TestKeeperRuns {
    private static final int RUNS = Integer.getInteger("keeper.runs", 400);
    private static final int FAULTY_LOOKS = 80;
    private static final int CALM_LOOKS = 120;

    @TempDir Path directory;

    @Test
    void neverRunsTwoNeverForgetsOneNeverSkipsARestorePoint() throws IOException {
        Long seed = Long.getLong("keeper.seed");
        int starts = 0;
        for (long run = 0; run < RUNS; run++) {
            starts += live(seed == null ? run : seed);
        }
        // Or it would be quiet because nothing happened.
        assertThat(starts).isGreaterThan(RUNS);
    }

    private int live(long seed) throws IOException {
        Random random = new Random(seed);
        TestingClock clock = new TestingClock();
        Path root = directory.resolve(Long.toString(seed));
        DeploymentFolders folders = new DeploymentFolders(root);
        boolean[] isFaulty = {true};
        MemoryKeeperStore store =
                new MemoryKeeperStore(() -> isFaulty[0] && random.nextDouble() < 0.01);
        ModelCluster cluster =
                new ModelCluster(
                        random, clock, folders.folder(MemoryKeeperStore.ID).resolve("checkpoints"));
        try {
            int servers = 1;
            ClusterKeeper keeper = keeper(servers, cluster, store, folders, clock);
            for (int look = 0; look < FAULTY_LOOKS + CALM_LOOKS; look++) {
                if (look == FAULTY_LOOKS) {
                    isFaulty[0] = false;
                    cluster.calmDown();
                }
                clock.advance(Duration.ofMillis(500 + random.nextInt(5000)));
                cluster.tick();
                if (isFaulty[0] && random.nextInt(15) == 0) {
                    wish(store, random, clock);
                }
                try {
                    keeper.keep();
                } catch (Crash e) {
                    servers++;
                    keeper = keeper(servers, cluster, store, folders, clock);
                }
            }
            requireAsWanted(store, cluster);
        } catch (AssertionError | RuntimeException e) {
            fail("seed " + seed + ": " + e.getMessage() + "; " + store.describe(), e);
        } finally {
            delete(root);
        }
        return cluster.starts();
    }

    private static void requireAsWanted(MemoryKeeperStore store, ModelCluster cluster) {
        Desired desired = store.wish().desired();
        assertThat(store.verdict()).isEqualTo(Verdict.valueOf(desired.name()));
        assertThat(cluster.alive())
                .isEqualTo(desired == Desired.RUNNING ? List.of("RUNNING") : List.of());
    }

    private static void wish(MemoryKeeperStore store, Random random, TestingClock clock) {
        Wish wish = store.wish();
        switch (random.nextInt(6)) {
            case 0 -> store.wish(wish.ended(Desired.STOPPED, StopMode.SAVEPOINT));
            case 1 -> store.wish(wish.ended(Desired.SUSPENDED, StopMode.SAVEPOINT));
            case 2 -> store.wish(wish.ended(Desired.STOPPED, StopMode.CANCEL));
            case 3 -> store.askSavepoint(clock.instant());
            case 4 -> store.wish(wish.running(1, StopMode.SAVEPOINT, StartFrom.LATEST, null));
            default -> store.wish(wish.running(1, StopMode.CANCEL, StartFrom.LATEST, null));
        }
    }

    private static ClusterKeeper keeper(
            int server,
            ModelCluster cluster,
            MemoryKeeperStore store,
            DeploymentFolders folders,
            TestingClock clock) {
        Performer performer =
                new Performer(
                        cluster,
                        "model",
                        new NoPrograms(),
                        spec -> Map.of(),
                        new JobSettings(folders, Duration.ofSeconds(10)),
                        folders,
                        clock);
        return new ClusterKeeper(
                cluster, "server-" + server, store, performer, folders, clock, Runnable::run);
    }

    private static void delete(Path root) throws IOException {
        if (Files.exists(root)) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
