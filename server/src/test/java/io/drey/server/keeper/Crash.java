package io.drey.server.keeper;

/** The server dies here; not an exception, as nothing survives to handle it. */
final class Crash extends Error {
    private static final long serialVersionUID = 1L;
}
