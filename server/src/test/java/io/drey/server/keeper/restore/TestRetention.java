package io.drey.server.keeper.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.server.keeper.restore.Retention.Decision;
import io.drey.server.keeper.restore.Retention.Needs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestRetention {
    private static final Instant NOW = Instant.parse("2026-01-10T00:00:00Z");

    /**
     * Points are written {@code NAME:flags}, each a day older than the one before: c or s for its
     * kind, the attempt's number, x unusable, f foreign. The rule keeps two checkpoints and one
     * savepoint, and all of the last day.
     */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    the newest two checkpoints stay         | a:c1 b:c1 c:c1 d:c1       |   |   | c d
                    each kind is counted by itself          | a:s1 b:c1 c:s1 d:c1 e:c1  |   |   | c e
                    over all attempts together              | a:c3 b:c2 c:c2 d:c1       |   |   | c d
                    what is young stays                     | a:c1                      |   |   | -
                    those of a living attempt are Flink's   | a:c2 b:c2 c:c2 d:c2 e:c1  | 2 |   | e
                    a savepoint of a living one is ours     | a:s2 b:s2 c:s2            | 2 |   | b c
                    what is about to be used stays          | a:c1 b:c1 c:c1 d:c1       |   | d | c
                    what others made stays                  | a:c1 b:c1 c:c1f d:s1f     |   |   | -
                    an incomplete one counts for nothing    | a:c1 b:c1x c:c1 d:c1      |   |   | b d
                    all incomplete: perhaps one is mended   | a:c1x b:c1x c:s1x         |   |   | -
                    before the first usable one             | a:c1x b:c1 c:c1x d:c1     |   |   | c
                    the newest stays, whatever the rule     | a:c1x b:c1x c:s1          |   |   | -
                    one savepoint and its successors        | a:c2 b:s1 c:c1 d:c1       |   |   | d
                    nothing at all                          | ''                        |   |   | -
                    """)
    void decides(String story, String points, String living, String needed, String removed) {
        Decision decision =
                Retention.decide(
                        rule(1),
                        points(points, Map.of()),
                        new Needs(
                                words(living).map(Integer::valueOf).collect(Collectors.toSet()),
                                words(needed).collect(Collectors.toSet())),
                        NOW);
        assertThat(decision.removed())
                .containsExactlyInAnyOrderElementsOf(
                        words(removed.equals("-") ? null : removed).toList());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    files that only removed ones have       |   | a=1,2 b=2 c=2,3 d=3,4 | 3 4
                    a file that is still needed stays       |   | a=1 b=4 c=1 d=4       | -
                    nobody looked at one that stays         |   | a=1 c=3 d=4           | -
                    nobody looked at one that goes          |   | a=1 b=2 d=4           | 4
                    a running job may need any of them      | 7 | a=1 b=2 c=3 d=4       | -
                    """)
    void removesSharedFilesThatNothingNeeds(
            String story, String living, String files, String removed) {
        Map<String, Set<String>> shared = new HashMap<>();
        words(files)
                .map(word -> word.split("="))
                .forEach(parts -> shared.put(parts[0], Set.of(parts[1].split(","))));
        Decision decision =
                Retention.decide(
                        rule(1),
                        points("a:c1 b:c1 c:c1 d:c1", shared),
                        new Needs(
                                words(living).map(Integer::valueOf).collect(Collectors.toSet()),
                                Set.of()),
                        NOW);
        assertThat(decision.removed()).containsExactly("c", "d");
        assertThat(decision.files())
                .containsExactlyElementsOf(words(removed.equals("-") ? null : removed).toList());
    }

    @Test
    void saysWhyEachStays() {
        Decision decision =
                Retention.decide(
                        rule(1),
                        points("a:c2 b:c1 c:c1 d:s1", Map.of()),
                        new Needs(Set.of(2), Set.of("b")),
                        NOW);
        assertThat(decision.kept())
                .containsExactly(
                        Map.entry("a", "its job may still run"),
                        Map.entry("b", "an attempt started from it or is about to"),
                        Map.entry("d", "among the newest (savepoints kept: 1)"));
    }

    /** Whatever the history, the newest usable one and all files of those that stay are left. */
    @Test
    void neverRemovesWhatIsNeededInAnyOfManyHistories() {
        Random random = new Random(4);
        for (int history = 0; history < 20_000; history++) {
            List<HeldPoint> points = new ArrayList<>();
            for (int n = random.nextInt(9); n > 0; n--) {
                points.add(
                        new HeldPoint(
                                "p" + n,
                                random.nextInt(3) == 0,
                                1 + random.nextInt(3),
                                NOW.minus(Duration.ofHours(random.nextInt(90))),
                                random.nextInt(4) > 0,
                                random.nextInt(6) == 0,
                                random.nextInt(5) == 0 ? null : someFiles(random)));
            }
            Set<Integer> living = random.nextBoolean() ? Set.of(3) : Set.of();
            Needs needs = new Needs(living, Set.of("p2"));
            Decision decision = Retention.decide(rule(random.nextInt(3)), points, needs, NOW);
            check(points, needs, decision);
        }
    }

    private static void check(List<HeldPoint> points, Needs needs, Decision decision) {
        assertThat(decision.removed().size() + decision.kept().size()).isEqualTo(points.size());
        assertThat(decision.removed()).doesNotContain("p2");
        Set<String> gone = new HashSet<>(decision.removed());
        points.stream()
                .filter(HeldPoint::isUsable)
                .map(HeldPoint::at)
                .max(Instant::compareTo)
                .ifPresent(
                        newest ->
                                assertThat(points)
                                        .anyMatch(
                                                point ->
                                                        point.isUsable()
                                                                && point.at().equals(newest)
                                                                && !gone.contains(point.path())));
        for (HeldPoint point : points) {
            boolean mustStay =
                    point.isForeign()
                            || (!point.isSavepoint() && needs.living().contains(point.attempt()));
            assertThat(mustStay && gone.contains(point.path())).isFalse();
            if (!gone.contains(point.path()) && point.sharedFiles() != null) {
                assertThat(Collections.disjoint(point.sharedFiles(), decision.files())).isTrue();
            }
        }
    }

    private static Set<String> someFiles(Random random) {
        Set<String> files = new HashSet<>();
        for (int n = random.nextInt(4); n > 0; n--) {
            files.add("f" + random.nextInt(8));
        }
        return files;
    }

    private static RetentionRule rule(int savepoints) {
        return new RetentionRule(2, savepoints, Duration.ofHours(12));
    }

    private static List<HeldPoint> points(String text, Map<String, Set<String>> shared) {
        List<HeldPoint> points = new ArrayList<>();
        for (String word : words(text).toList()) {
            String name = word.substring(0, word.indexOf(':'));
            String flags = word.substring(word.indexOf(':') + 1);
            points.add(
                    new HeldPoint(
                            name,
                            flags.startsWith("s"),
                            flags.charAt(1) - '0',
                            NOW.minus(Duration.ofDays(points.size() + 1L)),
                            !flags.contains("x"),
                            flags.contains("f"),
                            shared.get(name)));
        }
        return points;
    }

    private static Stream<String> words(String text) {
        return text == null || text.isBlank() ? Stream.of() : Stream.of(text.split(" "));
    }
}
