package io.drey.cli.shell;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Which of the standard streams are terminals.
 *
 * <p>Java 17 tells only whether both input and output are one, so on Linux the kernel is asked for
 * each. Thread-safe.
 */
public class Terminals {
    private static final int DEFAULT_WIDTH = 80;

    private final boolean isInTerminal;
    private final boolean isOutTerminal;
    private final boolean isErrTerminal;

    protected Terminals(boolean isInTerminal, boolean isOutTerminal, boolean isErrTerminal) {
        this.isInTerminal = isInTerminal;
        this.isOutTerminal = isOutTerminal;
        this.isErrTerminal = isErrTerminal;
    }

    static Terminals detect() {
        return new Terminals(isTerminal(0), isTerminal(1), isTerminal(2));
    }

    /** No stream is a terminal, as in a script. */
    public static Terminals none() {
        return new Terminals(false, false, false);
    }

    boolean isInTerminal() {
        return isInTerminal;
    }

    boolean isOutTerminal() {
        return isOutTerminal;
    }

    boolean isErrTerminal() {
        return isErrTerminal;
    }

    /** Columns of the terminal, or 80 where there is none. */
    protected int width() {
        try {
            Process stty =
                    new ProcessBuilder("stty", "size")
                            .redirectInput(Redirect.from(Path.of("/dev/tty").toFile()))
                            .redirectError(Redirect.DISCARD)
                            .start();
            String[] answer =
                    new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                            .trim()
                            .split(" ");
            int columns = answer.length == 2 ? Integer.parseInt(answer[1]) : 0;
            return columns > 0 ? columns : DEFAULT_WIDTH;
        } catch (IOException | NumberFormatException e) {
            return DEFAULT_WIDTH;
        }
    }

    private static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/")
                    || target.startsWith("/dev/tty")
                    || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return System.console() != null;
        }
    }
}
