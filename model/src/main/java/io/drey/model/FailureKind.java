package io.drey.model;

/** Who can mend a failure. */
public enum FailureKind {
    /** The program, or the data it meets. */
    USER_CODE(true),
    /** The restore point does not fit the program. */
    STATE_INCOMPATIBLE(false),
    /** A system outside that the program reads or writes. */
    CONNECTOR(true),
    /** Too few slots or too little memory. */
    RESOURCES(true),
    /** The cluster, or the way to it. */
    CLUSTER(true),
    /** The program cannot be started at all. */
    PROGRAM(false);

    private final boolean isRetryable;

    FailureKind(boolean isRetryable) {
        this.isRetryable = isRetryable;
    }

    /** Whether another attempt may fare better with nothing changed. */
    public boolean isRetryable() {
        return isRetryable;
    }
}
