package io.drey.server.result.arrange;

/** Text without the difference between upper and lower case. */
final class FoldedText {
    private FoldedText() {}

    /** Folds every code point by itself, in no language's own way. */
    static String fold(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        text.codePoints().map(FoldedText::fold).forEach(folded::appendCodePoint);
        return folded.toString();
    }

    static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    private static int fold(int c) {
        return Character.toLowerCase(Character.toUpperCase(c));
    }
}
