package io.drey.model;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/** The one rule for what an id may look like: safe in a URL, a file name and a log line. */
final class Ids {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    private Ids() {}

    static String require(String value, String what) {
        requireNonNull(value, what);
        if (!SAFE.matcher(value).matches()) {
            throw new DreyException(
                    DreyErrorCode.BAD_REQUEST,
                    what
                            + ": '"
                            + value
                            + "' (expected: letters, digits, '-' and '_', at most 64)");
        }
        return value;
    }
}
