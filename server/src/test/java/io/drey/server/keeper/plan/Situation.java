package io.drey.server.keeper.plan;

import static java.util.Objects.requireNonNull;

import io.drey.model.Attempt;
import io.drey.model.AttemptEnd;
import io.drey.model.DeploymentAction;
import io.drey.model.DeploymentAction.Answer;
import io.drey.model.DeploymentAction.Kind;
import io.drey.model.DeploymentId;
import io.drey.model.Desired;
import io.drey.model.FailureKind;
import io.drey.model.JobId;
import io.drey.model.RestartRules;
import io.drey.model.RestorePoint;
import io.drey.model.StartFrom;
import io.drey.model.StopMode;
import io.drey.model.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the facts of one line of {@code situations.txt}; its head tells the words. */
final class Situation {
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration AFTERLIFE = Duration.ofSeconds(20);
    private static final DeploymentId ID = new DeploymentId("d".repeat(32));
    private static final Pattern TIMED = Pattern.compile("(.*?)@(-?\\d+)(.*)");

    private Wish wish = Wish.first(Desired.RUNNING);
    private RestartRules rules = RestartRules.DEFAULT;
    private int parallelism = 1;
    private final List<Attempt> attempts = new ArrayList<>();
    private @Nullable DeploymentAction open;
    private @Nullable DeploymentAction lastStop;
    private final List<RestorePoint> points = new ArrayList<>();
    private @Nullable Instant scannedAt = NOW;

    static Facts read(String wish, String attempts, String actions, String sight, String points) {
        Situation situation = new Situation();
        situation.readWish(words(wish));
        for (String attempt : attempts.split(",")) {
            situation.readAttempt(words(attempt));
        }
        situation.readActions(words(actions));
        words(points).forEach(situation::readPoint);
        return new Facts(
                situation.wish,
                situation.rules,
                situation.parallelism,
                situation.attempts,
                situation.open,
                situation.lastStop,
                situation.points,
                situation.scannedAt,
                sight(words(sight)),
                AFTERLIFE);
    }

    private static List<String> words(String text) {
        String bare = text.strip();
        return bare.isEmpty() || bare.equals("-") ? List.of() : List.of(bare.split("\\s+"));
    }

    private void readWish(List<String> words) {
        Desired desired = Desired.RUNNING;
        StopMode mode = StopMode.SAVEPOINT;
        StartFrom from = StartFrom.LATEST;
        String path = null;
        long generation = 1;
        boolean isDeleted = false;
        for (String word : words) {
            switch (word) {
                case "run" -> desired = Desired.RUNNING;
                case "suspend" -> desired = Desired.SUSPENDED;
                case "stop" -> desired = Desired.STOPPED;
                case "by-cancel" -> mode = StopMode.CANCEL;
                case "delete" -> {
                    desired = Desired.STOPPED;
                    mode = StopMode.CANCEL;
                    isDeleted = true;
                }
                case "from-none" -> from = StartFrom.NONE;
                case "no-restarts" -> rules = new RestartRules(false, 2000, 300_000, 300_000, 10);
                default -> {
                    if (word.startsWith("g")) {
                        generation = Long.parseLong(word.substring(1));
                    } else if (word.startsWith("needs=")) {
                        parallelism = Integer.parseInt(word.substring(6));
                    } else if (word.startsWith("budget=")) {
                        int most = Integer.parseInt(word.substring(7));
                        rules = new RestartRules(true, 2000, 300_000, 300_000, most);
                    } else if (word.startsWith("from=")) {
                        from = StartFrom.PATH;
                        path = word.substring(5);
                    } else {
                        throw new IllegalArgumentException(word);
                    }
                }
            }
        }
        wish = new Wish(desired, 1, generation, mode, from, path, false, isDeleted);
    }

    private void readAttempt(List<String> words) {
        if (words.isEmpty()) {
            return;
        }
        int number = Integer.parseInt(words.get(0));
        Matcher state = timed(words.get(1));
        Instant at = time(state);
        long generation = 1;
        long ran = 0;
        for (String word : words.subList(2, words.size())) {
            if (word.startsWith("g")) {
                generation = Long.parseLong(word.substring(1));
            } else if (word.startsWith("ran=")) {
                ran = Long.parseLong(word.substring(4));
            } else {
                throw new IllegalArgumentException(word);
            }
        }
        JobId job = JobId.ofAttempt("table", ID, number);
        Instant begun = at.minusSeconds(ran);
        Attempt attempt = Attempt.intended(number, job, 1, generation, null, begun);
        String kind = state.group(3).isEmpty() ? "" : state.group(3).substring(1);
        FailureKind failure = kind.isEmpty() ? null : FailureKind.valueOf(kind);
        switch (state.group(1)) {
            case "sent" -> {}
            case "taken" -> attempt = attempt.accepted(begun);
            case "running" -> attempt = attempt.running(begun);
            default -> {
                AttemptEnd end = AttemptEnd.valueOf(state.group(1).toUpperCase(Locale.ROOT));
                attempt = ran > 0 ? attempt.running(begun) : attempt;
                attempt = attempt.ended(end, failure, null, at);
            }
        }
        attempts.add(attempt);
    }

    private void readActions(List<String> words) {
        int of = attempts.isEmpty() ? 1 : attempts.get(0).number();
        for (String word : words) {
            Matcher action = timed(word);
            Instant at = time(action);
            String answer = action.group(3).isEmpty() ? "unsent" : action.group(3).substring(1);
            String name = action.group(1);
            if (name.startsWith("last-")) {
                lastStop =
                        DeploymentAction.intended(1, Kind.STOP, of, at)
                                .closed(answer(answer), null, "it says why", at);
            } else {
                open =
                        DeploymentAction.intended(
                                2, Kind.valueOf(name.toUpperCase(Locale.ROOT)), of, at);
                open = answer.equals("unsent") ? open : open.sent(answer(answer), at);
            }
        }
    }

    private static Answer answer(String word) {
        return Answer.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private void readPoint(String word) {
        if (word.equals("unscanned")) {
            scannedAt = null;
            return;
        }
        Matcher point = timed(word);
        if (point.group(1).equals("scanned")) {
            scannedAt = time(point);
            return;
        }
        String whyNot = point.group(3).equals(":bad") ? "files are missing" : null;
        String[] name = point.group(1).split("/", -1);
        int attempt = Integer.parseInt(name[1].substring(1));
        boolean isCheckpoint = name[2].startsWith("chk-");
        points.add(
                new RestorePoint(
                        point.group(1),
                        isCheckpoint ? RestorePoint.Kind.CHECKPOINT : RestorePoint.Kind.SAVEPOINT,
                        attempt,
                        isCheckpoint ? Long.valueOf(name[2].substring(4)) : null,
                        time(point),
                        null,
                        whyNot));
    }

    private static Sight sight(List<String> words) {
        String why = null;
        Map<Integer, SeenAttempt> jobs = new HashMap<>();
        Set<Integer> recovering = new HashSet<>();
        Instant absentSince = null;
        int slots = 4;
        int free = 4;
        for (String word : words) {
            String value = word.substring(word.indexOf('=') + 1);
            if (word.equals("down")) {
                why = "connection refused";
            } else if (word.startsWith("recovering=")) {
                recovering.add(Integer.valueOf(value));
            } else if (word.startsWith("free=")) {
                String[] parts = value.split("/", -1);
                free = Integer.parseInt(parts[0]);
                slots = Integer.parseInt(parts[1]);
            } else if (word.startsWith("absent@")) {
                absentSince = time(timed(word));
            } else if (!word.equals("up")) {
                Matcher state = TIMED.matcher(value);
                boolean isTimed = state.matches();
                jobs.put(
                        Integer.valueOf(word.substring(0, word.indexOf('='))),
                        new SeenAttempt(
                                isTimed ? state.group(1) : value,
                                isTimed ? time(state) : NOW.minusSeconds(1)));
            }
        }
        return new Sight(NOW, "cluster local", why, jobs, recovering, absentSince, slots, free);
    }

    private static Matcher timed(String word) {
        Matcher matcher = TIMED.matcher(word);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(word + " (expected: a time behind '@')");
        }
        return matcher;
    }

    private static Instant time(Matcher matcher) {
        return NOW.plusSeconds(Long.parseLong(requireNonNull(matcher.group(2))));
    }
}
