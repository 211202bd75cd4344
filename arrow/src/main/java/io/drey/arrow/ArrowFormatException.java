package io.drey.arrow;

/** Bytes that are not Arrow, or Arrow of a kind that is not supported here. */
public final class ArrowFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ArrowFormatException(String message) {
        super(message);
    }

    public ArrowFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
