package io.drey.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drey.model.DeploymentId;
import io.drey.model.DeploymentInfo;
import io.drey.model.DeploymentSpec;
import io.drey.model.Desired;
import io.drey.model.StopMode;
import io.drey.model.Verdict;
import io.drey.model.Wish;
import io.drey.server.keeper.DeploymentFeed;
import io.drey.server.platform.JsonMappers;
import io.drey.server.platform.NamedThreads;
import io.drey.server.store.Database;
import io.drey.server.store.DeploymentRecord;
import io.drey.server.store.DeploymentStore.WishChange;
import io.drey.server.store.Lease;
import io.drey.server.store.SqlDeploymentStore;
import io.drey.server.store.SqlKeeperStore;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class TestDeploymentWatchSource {
    @TempDir Path directory;

    private final ExecutorService senders = NamedThreads.bounded("test", 4);
    private final TestingPage page = new TestingPage();
    private Database database;
    private SqlDeploymentStore store;
    private DeploymentFeed feed;

    @BeforeEach
    void open() {
        database = Database.sqlite(directory.resolve("drey.db"));
        store = new SqlDeploymentStore(database);
        feed = new DeploymentFeed(store);
        create(1, "a");
        create(2, "b");
    }

    @AfterEach
    void close() {
        feed.close();
        NamedThreads.close(senders);
        database.close();
    }

    @Test
    void tellsAllInOneMessageThenWhatChanges() {
        page.permits.release(1000);
        WatchSource.LiveWatch watch = watch(null);
        await().untilAsserted(() -> assertThat(page.told).containsExactly("all a b, gone 0"));
        stop("b");
        await().untilAsserted(() -> assertThat(page.told).hasSize(2));
        create(3, "c");
        await().untilAsserted(() -> assertThat(page.told).hasSize(3));
        remove("a");
        await().untilAsserted(() -> assertThat(page.told).hasSize(4));
        assertThat(page.told)
                .containsExactly("all a b, gone 0", "b, gone 0", "c, gone 0", "gone 1");
        watch.close();
    }

    @Test
    void aPageThatReadsSlowlyGetsInOneMessageWhatHappenedMeanwhile() {
        watch(null);
        page.permits.release(1);
        await().untilAsserted(() -> assertThat(page.told).hasSize(1));
        WatchSource.LiveWatch other = new DeploymentWatchSource(feed).watch(named(null), quick());
        await().untilAsserted(() -> assertThat(quickly).hasSize(1));
        stop("a");
        await().untilAsserted(() -> assertThat(quickly).contains(List.of("a")));
        stop("b");
        remove("a");
        create(3, "c");
        await().untilAsserted(() -> assertThat(quickly.get(quickly.size() - 1)).contains("c"));
        page.permits.release(1000);
        // The first of them was on its way already.
        await().untilAsserted(() -> assertThat(page.told).last().asString().contains("c"));
        assertThat(page.told).hasSizeLessThanOrEqualTo(3);
        assertThat(page.told).last().asString().isEqualTo("b c, gone 1");
        other.close();
    }

    @Test
    void onePageMayWatchOne() {
        page.permits.release(1000);
        watch("b");
        await().untilAsserted(() -> assertThat(page.told).containsExactly("all b, gone 0"));
        stop("a");
        stop("b");
        await().untilAsserted(() -> assertThat(page.told).hasSize(2));
        assertThat(page.told).last().isEqualTo("b, gone 0");
    }

    @Test
    void aWatchAfterAllOthersHaveEndedTellsWhatHappenedMeanwhile() {
        page.permits.release(1000);
        WatchSource.LiveWatch first = watch(null);
        await().untilAsserted(() -> assertThat(page.told).hasSize(1));
        first.close();
        stop("a");
        remove("b");
        create(3, "c");
        StatesPage next = new StatesPage();
        new DeploymentWatchSource(feed)
                .watch(named(null), new LiveOutbox(next, senders).forWatch("w"));
        // A look may be under way since before the changes: then the one after it tells them.
        await().untilAsserted(
                        () ->
                                assertThat(next.states.values())
                                        .containsExactlyInAnyOrder("a STOPPED", "c RUNNING"));
    }

    private final List<List<String>> quickly = new CopyOnWriteArrayList<>();

    /** A page that takes everything at once. */
    private WatchSource.Out quick() {
        return new LiveOutbox(
                        new TestingPage() {
                            @Override
                            public void send(String text) {
                                quickly.add(names(JsonMappers.api().readTree(text)));
                            }
                        },
                        senders)
                .forWatch("q");
    }

    private WatchSource.LiveWatch watch(@Nullable String name) {
        return new DeploymentWatchSource(feed)
                .watch(named(name), new LiveOutbox(page, senders).forWatch("w"));
    }

    private static LiveRequest named(@Nullable String name) {
        Map<String, Object> request =
                name == null
                        ? Map.of("op", "watch-deployments")
                        : Map.of("op", "watch-deployments", "deployment", name);
        return JsonMappers.api().convertValue(request, LiveRequest.class);
    }

    private void create(int number, String name) {
        Instant now = Instant.now();
        Wish wish = Wish.first(Desired.RUNNING);
        DeploymentInfo info =
                new DeploymentInfo(
                        new DeploymentId(Integer.toString(number).repeat(32)),
                        name,
                        Desired.RUNNING,
                        Verdict.STARTING,
                        "It is new",
                        List.of(),
                        now,
                        "local",
                        null,
                        null,
                        null,
                        null,
                        1,
                        Map.of(),
                        1,
                        now,
                        now);
        assertThat(
                        store.create(
                                new DeploymentRecord(info, wish),
                                DeploymentSpec.of(null, "SELECT 1")))
                .isTrue();
    }

    private void stop(String name) {
        DeploymentRecord record = store.find(name).orElseThrow();
        Wish wish = record.wish().ended(Desired.STOPPED, StopMode.CANCEL);
        assertThat(
                        store.change(
                                record.info().id(),
                                record.info().version(),
                                new WishChange(wish, null, Verdict.STOPPING, "stop"),
                                Instant.now()))
                .isTrue();
    }

    private void remove(String name) {
        SqlKeeperStore keepers = new SqlKeeperStore(database);
        Lease lease =
                keepers.acquire("keeper/local", "me", Instant.now(), Duration.ofSeconds(9))
                        .orElseThrow();
        keepers.remove(lease, store.find(name).orElseThrow().info().id());
    }

    private static List<String> names(JsonNode message) {
        return StreamSupport.stream(message.get("deployments").spliterator(), false)
                .map(deployment -> deployment.get("name").asString())
                .sorted()
                .toList();
    }

    /** A page that keeps what it was told of each deployment, by the deployment's id. */
    private static final class StatesPage extends TestingPage {
        final Map<String, String> states = new ConcurrentHashMap<>();

        @Override
        public void send(String text) {
            JsonNode message = JsonMappers.api().readTree(text);
            if (message.get("isWhole").asBoolean()) {
                states.clear();
            }
            message.get("deployments").forEach(this::keep);
            message.get("gone").forEach(id -> states.remove(id.asString()));
        }

        private void keep(JsonNode deployment) {
            states.put(
                    deployment.get("id").asString(),
                    deployment.get("name").asString() + " " + deployment.get("desired").asString());
        }
    }

    /** A page that takes a message for each permit. */
    private static class TestingPage implements Sockets.Connection {
        final Semaphore permits = new Semaphore(0);
        final List<String> told = new CopyOnWriteArrayList<>();

        @Override
        public void send(String text) {
            permits.acquireUninterruptibly();
            JsonNode message = JsonMappers.api().readTree(text);
            List<String> words = new ArrayList<>(names(message));
            if (message.get("isWhole").asBoolean()) {
                words.add(0, "all");
            }
            String gone = "gone " + message.get("gone").size();
            told.add(words.isEmpty() ? gone : String.join(" ", words) + ", " + gone);
        }

        @Override
        public void send(ByteBuffer bytes) {
            throw new AssertionError("no rows expected");
        }

        @Override
        public void close(String why) {}

        @Override
        public String header(String name) {
            return "";
        }

        @Override
        public String query(String name) {
            return "";
        }

        @Override
        public String cookie(String name) {
            return "";
        }
    }
}
