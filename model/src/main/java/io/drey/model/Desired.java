package io.drey.model;

/** What a deployment should be doing. */
public enum Desired {
    RUNNING,
    /** Not running for a while; what it has reached is kept for going on. */
    SUSPENDED,
    STOPPED
}
