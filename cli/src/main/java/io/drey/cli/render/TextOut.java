package io.drey.cli.render;

import static java.util.Objects.requireNonNull;

import java.io.PrintStream;

/**
 * Collects text and writes it in large pieces.
 *
 * <p>A print stream hides that its reader has gone; this notices, so that {@code | head} ends a
 * query instead of reading it to its end. Confined to one thread.
 */
public final class TextOut {
    private static final int PIECE = 32 * 1024;

    private final PrintStream target;
    private final StringBuilder text = new StringBuilder(PIECE + 1024);

    public TextOut(PrintStream target) {
        this.target = requireNonNull(target, "target");
    }

    /** The text not yet written; writers append to it. */
    StringBuilder text() {
        return text;
    }

    /** Ends a line and writes when enough has come together. */
    void endLine() {
        text.append('\n');
        if (text.length() >= PIECE) {
            flush();
        }
    }

    /**
     * Writes what has been collected.
     *
     * @throws BrokenPipeException when nobody reads any more
     */
    public void flush() {
        if (!text.isEmpty()) {
            target.append(text);
            text.setLength(0);
        }
        if (target.checkError()) {
            throw new BrokenPipeException();
        }
    }
}
