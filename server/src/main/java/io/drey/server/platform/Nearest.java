package io.drey.server.platform;

import java.util.Collection;

/** Finds what was probably meant by a word that is not known. */
public final class Nearest {
    private Nearest() {}

    /** {@code ", did you mean 'word'?"}, or nothing where no known word is near. */
    public static String hint(String word, Collection<String> known) {
        String hint = "";
        int best = Math.max(3, word.length() / 3);
        for (String candidate : known) {
            int distance = TextDistance.between(word, candidate);
            if (distance < best) {
                best = distance;
                hint = ", did you mean '" + candidate + "'?";
            }
        }
        return hint;
    }
}
