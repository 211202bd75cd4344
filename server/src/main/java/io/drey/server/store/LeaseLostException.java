package io.drey.server.store;

/** Another server has taken over what this one wanted to write about. Nothing was written. */
public final class LeaseLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LeaseLostException(Lease lease) {
        super("lease " + lease.name() + ": token " + lease.token() + " is not the newest");
    }
}
