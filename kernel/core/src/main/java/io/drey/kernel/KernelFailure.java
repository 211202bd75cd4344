package io.drey.kernel;

import static java.util.Objects.requireNonNull;

import io.drey.protocol.KernelMessages.Failure;

/** Thrown where a question cannot be answered; carries what the user is to read. */
public final class KernelFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public KernelFailure(Failure failure) {
        super(failure.message());
        this.failure = requireNonNull(failure, "failure");
    }

    public Failure failure() {
        return failure;
    }
}
