package io.drey.kernel.flink120.error;

import io.drey.kernel.flink120.text.Span;
import io.drey.kernel.flink120.text.SqlWords;
import io.drey.sql.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.util.SerializedThrowable;

/**
 * A statement and what Flink threw at it.
 *
 * @param causes from what was thrown to its root
 */
record Problem(String statement, SqlWords words, List<Cause> causes, KnownNames names) {
    private static final int MOST_CAUSES = 30;
    private static final Pattern RANGE =
            Pattern.compile("From line (\\d+), column (\\d+) to line (\\d+), column (\\d+)");
    private static final Pattern POINT = Pattern.compile("[Aa]t line (\\d+), column (\\d+)");

    /** An exception, as its class and its words. */
    record Cause(String type, String message) {
        static Cause of(Throwable problem) {
            String type =
                    problem instanceof SerializedThrowable serialized
                            ? serialized.getOriginalErrorClassName()
                            : problem.getClass().getName();
            return new Cause(type, String.valueOf(problem.getMessage()));
        }

        String simpleType() {
            return type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
        }
    }

    static Problem of(String statement, Throwable thrown, KnownNames names) {
        List<Cause> causes = new ArrayList<>();
        for (Throwable one = thrown;
                one != null && causes.size() < MOST_CAUSES;
                one = one.getCause()) {
            causes.add(Cause.of(one));
        }
        return new Problem(statement, new SqlWords(statement), causes, names);
    }

    /** The name at the end of a path such as {@code catalog.database.table}. */
    static String lastName(String path) {
        String plain = path.replace("`", "");
        return plain.substring(plain.lastIndexOf('.') + 1);
    }

    Cause root() {
        return causes.get(causes.size() - 1);
    }

    boolean hasType(String simpleType) {
        return causes.stream().anyMatch(cause -> cause.simpleType().equals(simpleType));
    }

    /** The first cause whose words match, searched from the root up. */
    Optional<Matcher> match(Pattern pattern) {
        for (int i = causes.size() - 1; i >= 0; i--) {
            Matcher matcher = pattern.matcher(causes.get(i).message());
            if (matcher.find()) {
                return Optional.of(matcher);
            }
        }
        return Optional.empty();
    }

    /** The place that Flink names, if it names one. */
    Optional<Span> span() {
        Optional<Matcher> range = match(RANGE);
        if (range.isPresent()) {
            return Optional.of(new Span(place(range.get(), 1), place(range.get(), 3)));
        }
        return match(POINT).flatMap(point -> tokenAt(point));
    }

    private Optional<Span> tokenAt(Matcher point) {
        if (point.group(1).equals("0")) {
            return Optional.empty();
        }
        Place place = place(point, 1);
        return Optional.of(words.at(place).map(SqlWords.Word::span).orElse(new Span(place, place)));
    }

    private static Place place(Matcher matcher, int group) {
        return new Place(
                Integer.parseInt(matcher.group(group)), Integer.parseInt(matcher.group(group + 1)));
    }
}
