package io.drey.sql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Why a script cannot be run, and where.
 *
 * <p>Its message begins with {@code Line 3, column 14: }, which is all that gets through where a
 * cluster answers with nothing but a stack trace.
 */
public final class ScriptException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Pattern PLACE = Pattern.compile("line (\\d+), column (\\d+)");

    /** Flink's parser goes on with all that it would have liked better. */
    private static final String EXPECTATIONS = "\nWas expecting";

    private static final int MOST_LETTERS = 2000;

    private final transient Place place;
    private final transient String why;

    ScriptException(Place place, String why) {
        this(place, why, null);
    }

    private ScriptException(Place place, String why, @Nullable Throwable cause) {
        super("Line " + place.line() + ", column " + place.column() + ": " + why, cause);
        this.place = place;
        this.why = why;
    }

    public Place place() {
        return place;
    }

    /** The message without the place. */
    public String why() {
        return why;
    }

    /** What Flink throws about a statement, at the place that it tells or where that begins. */
    public static ScriptException of(SqlStatement statement, Throwable error) {
        Place place = null;
        Throwable innermost = error;
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (message != null && !message.isBlank()) {
                innermost = cause;
                place = place == null ? placeIn(message) : place;
            }
        }
        return new ScriptException(
                place == null ? statement.start() : statement.start().resolve(place),
                text(innermost),
                error);
    }

    private static @Nullable Place placeIn(String message) {
        Matcher matcher = PLACE.matcher(message);
        if (!matcher.find()) {
            return null;
        }
        int line = Integer.parseInt(matcher.group(1));
        int column = Integer.parseInt(matcher.group(2));
        // The parser counts from 0 where a text ends too early.
        return new Place(Math.max(line, 1), Math.max(column, 1));
    }

    private static String text(Throwable error) {
        String message = error.getMessage();
        // Some errors of the JVM say no more than a name.
        String text = error instanceof LinkageError || message == null ? error.toString() : message;
        int expectations = text.indexOf(EXPECTATIONS);
        String kept = (expectations < 0 ? text : text.substring(0, expectations)).strip();
        return kept.length() > MOST_LETTERS
                ? kept.substring(0, MOST_LETTERS)
                        + " ... ("
                        + (kept.length() - MOST_LETTERS)
                        + " more letters)"
                : kept;
    }
}
