package io.drey.model;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The one rule for what an id may look like: safe in a URL, a file name and a log line. */
final class Ids {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{32}");

    private Ids() {}

    static String requireHex(String value, String what) {
        if (!HEX.matcher(value).matches()) {
            throw new DreyException(
                    DreyErrorCode.BAD_REQUEST,
                    what + ": '" + value + "' (expected: 32 hexadecimal digits)");
        }
        return value;
    }

    /** 32 hexadecimal digits that follow from the parts alone. */
    static String hash(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                // Else "a", "bc" and "ab", "c" were the same.
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

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
