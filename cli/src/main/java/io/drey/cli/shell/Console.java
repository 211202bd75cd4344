package io.drey.cli.shell;

import static java.util.Objects.requireNonNull;

import io.drey.cli.render.Style;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The two output streams of the process and what is known of their readers.
 *
 * <p>Results go to {@link #out()}, everything else to {@link #err()}. Both are UTF-8 whatever the
 * locale says, because results must not change with it. Confined to the command's thread.
 */
public final class Console {
    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final Terminals terminals;
    private final Style outStyle;
    private final Style errStyle;

    public Console(
            InputStream in,
            PrintStream out,
            PrintStream err,
            Terminals terminals,
            Map<String, String> environment) {
        this.in = requireNonNull(in, "in");
        this.out = requireNonNull(out, "out");
        this.err = requireNonNull(err, "err");
        this.terminals = requireNonNull(terminals, "terminals");
        boolean isColourWanted =
                environment.getOrDefault("NO_COLOR", "").isEmpty()
                        && !"dumb".equals(environment.get("TERM"));
        this.outStyle = Style.of(isColourWanted && terminals.isOutTerminal());
        this.errStyle = Style.of(isColourWanted && terminals.isErrTerminal());
    }

    public static Console system(Map<String, String> environment) {
        return new Console(
                System.in,
                open(FileDescriptor.out, 64 * 1024),
                open(FileDescriptor.err, 1024),
                Terminals.detect(),
                environment);
    }

    public InputStream in() {
        return in;
    }

    public PrintStream out() {
        return out;
    }

    public PrintStream err() {
        return err;
    }

    public boolean isInTerminal() {
        return terminals.isInTerminal();
    }

    public boolean isOutTerminal() {
        return terminals.isOutTerminal();
    }

    public boolean isErrTerminal() {
        return terminals.isErrTerminal();
    }

    public Style outStyle() {
        return outStyle;
    }

    public Style errStyle() {
        return errStyle;
    }

    /** Columns of the terminal; asks it each time, because a window can be resized. */
    public int width() {
        return terminals.width();
    }

    /** Says something that is not a result. */
    public void say(String line) {
        err.println(line);
        err.flush();
    }

    public void flush() {
        out.flush();
        err.flush();
    }

    private static PrintStream open(FileDescriptor target, int buffer) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(target), buffer),
                false,
                StandardCharsets.UTF_8);
    }
}
