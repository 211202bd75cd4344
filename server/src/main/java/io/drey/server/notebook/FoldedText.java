package io.drey.server.notebook;

/** Text in which upper and lower case are one; every character keeps its place. */
final class FoldedText {
    private FoldedText() {}

    static String of(String text) {
        char[] folded = text.toCharArray();
        for (int i = 0; i < folded.length; i++) {
            // Both ways, because some letters have two lower cases.
            folded[i] = Character.toLowerCase(Character.toUpperCase(folded[i]));
        }
        return new String(folded);
    }
}
