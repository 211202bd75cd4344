package io.drey.model;

/** How an attempt came to its end. */
public enum AttemptEnd {
    /** By itself, having done all. */
    FINISHED,
    /** With the savepoint that was asked for. */
    STOPPED,
    CANCELED,
    FAILED,
    /** The cluster did not take it. */
    REFUSED,
    /** Its cluster forgot it, and nothing of it can run any more. */
    LOST
}
