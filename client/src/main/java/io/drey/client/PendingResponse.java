package io.drey.client;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

/**
 * A response that may take as long as the server likes.
 *
 * <p>Thread-safe: any thread may cancel it, which ends the waiting of another.
 */
final class PendingResponse {
    private final CompletableFuture<HttpResponse<InputStream>> future;
    private final Function<HttpResponse<InputStream>, RuntimeException> refusal;

    /**
     * @param refusal reads the error of a response that is no success
     */
    PendingResponse(
            CompletableFuture<HttpResponse<InputStream>> future,
            Function<HttpResponse<InputStream>, RuntimeException> refusal) {
        this.future = requireNonNull(future, "future");
        this.refusal = requireNonNull(refusal, "refusal");
    }

    /**
     * Waits for the response's head.
     *
     * @throws CancellationException when cancelled
     */
    HttpResponse<InputStream> get() throws IOException, InterruptedException {
        HttpResponse<InputStream> response;
        try {
            response = future.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw cause instanceof IOException broken ? broken : new IOException(cause);
        }
        if (response.statusCode() / 100 != 2) {
            throw refusal.apply(response);
        }
        return response;
    }

    /** Gives up: on the response's head, or on the rest of its body. */
    void cancel() {
        if (future.cancel(true)) {
            return;
        }
        future.thenAccept(
                response -> {
                    try {
                        response.body().close();
                    } catch (IOException e) {
                        // The connection is given up either way; nothing could be done about it.
                    }
                });
    }
}
