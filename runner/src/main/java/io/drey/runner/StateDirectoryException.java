package io.drey.runner;

import java.io.IOException;

/** The folder in which the job's state is to be kept cannot be used from this process. */
final class StateDirectoryException extends IOException {
    private static final long serialVersionUID = 1L;

    StateDirectoryException(String message) {
        super(message);
    }
}
