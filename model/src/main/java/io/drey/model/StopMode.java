package io.drey.model;

/** How a running attempt is ended. */
public enum StopMode {
    /** With a savepoint: nothing is processed twice. */
    SAVEPOINT,
    /** At once; the checkpoints stay. */
    CANCEL
}
