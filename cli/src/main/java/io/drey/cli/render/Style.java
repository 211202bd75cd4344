package io.drey.cli.render;

/** Colours of a terminal, or none. Immutable and thread-safe. */
public final class Style {
    private static final String RESET = "\u001b[0m";

    private final boolean isColoured;

    private Style(boolean isColoured) {
        this.isColoured = isColoured;
    }

    public static Style of(boolean isColoured) {
        return new Style(isColoured);
    }

    public boolean isColoured() {
        return isColoured;
    }

    public String bold(String text) {
        return wrap("\u001b[1m", text);
    }

    public String dim(String text) {
        return wrap("\u001b[2m", text);
    }

    public String red(String text) {
        return wrap("\u001b[31m", text);
    }

    public String green(String text) {
        return wrap("\u001b[32m", text);
    }

    public String yellow(String text) {
        return wrap("\u001b[33m", text);
    }

    public String cyan(String text) {
        return wrap("\u001b[36m", text);
    }

    private String wrap(String start, String text) {
        return isColoured ? start + text + RESET : text;
    }
}
