package io.drey.model;

import java.util.regex.Pattern;

/** Rules for what a deployment may be called and set to. */
public final class Deployments {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,99}");

    private Deployments() {}

    /**
     * Checks a name.
     *
     * @throws DreyException DEPLOYMENT_NAME_INVALID
     */
    public static String requireName(String name) {
        if (!NAME.matcher(name).matches() || name.endsWith(" ")) {
            throw new DreyException(
                    DreyErrorCode.DEPLOYMENT_NAME_INVALID, "deployment name: '" + name + "'");
        }
        return name;
    }

    static void requireAtLeast(long value, long least, String what) {
        if (value < least) {
            throw new DreyException(
                    DreyErrorCode.BAD_REQUEST,
                    what + ": " + value + " (expected: >= " + least + ")");
        }
    }
}
