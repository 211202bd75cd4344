package io.drey.cli.render;

/** Nobody reads the output any more. */
public final class BrokenPipeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenPipeException() {
        super("the output's reader has gone");
    }
}
