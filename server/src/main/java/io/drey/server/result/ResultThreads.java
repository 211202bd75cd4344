package io.drey.server.result;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Executor;

/**
 * Who does the work of results beside the arrival of rows.
 *
 * @param workers runs what is short, such as compactions
 * @param arrangers sorts and filters, which may take seconds
 */
public record ResultThreads(Executor workers, Executor arrangers) {
    public ResultThreads {
        requireNonNull(workers, "workers");
        requireNonNull(arrangers, "arrangers");
    }
}
