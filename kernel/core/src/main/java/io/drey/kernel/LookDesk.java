package io.drey.kernel;

import static java.util.Objects.requireNonNull;

import io.drey.protocol.Answer;
import io.drey.protocol.KernelMessages.Failure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Looks into files and other systems, each look on a thread of its own: a client may wait for a
 * dead address for minutes, and not every one of them can be interrupted. Thread-safe.
 */
final class LookDesk {
    private static final int MOST = 4;

    private final Outbox outbox;
    private final Duration limit;
    private final Semaphore places = new Semaphore(MOST);

    /**
     * Makes a desk without looks.
     *
     * @param limit after which a look is interrupted and said to have found nothing
     */
    LookDesk(Outbox outbox, Duration limit) {
        this.outbox = requireNonNull(outbox, "outbox");
        this.limit = requireNonNull(limit, "limit");
    }

    /**
     * Begins a look and returns at once; too many that hang are no reason to wait.
     *
     * @param refusal the answer that tells of a failure
     */
    void answer(Supplier<Answer> look, Function<Failure, Answer> refusal, String re) {
        if (!places.tryAcquire()) {
            outbox.add(refusal.apply(busy()), re);
            return;
        }
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                answer.complete(look.get());
                            } finally {
                                places.release();
                            }
                        },
                        "drey-look");
        thread.setDaemon(true);
        thread.start();
        var unused =
                answer.completeOnTimeout(
                                refusal.apply(late()), limit.toMillis(), TimeUnit.MILLISECONDS)
                        .thenAccept(
                                found -> {
                                    thread.interrupt();
                                    outbox.add(found, re);
                                });
    }

    private Failure late() {
        return Failures.of(
                "TIMEOUT",
                "There was no answer within " + limit.toMillis() / 1000 + " s.",
                "See whether the address is right and can be reached from where the kernel runs.",
                null);
    }

    private static Failure busy() {
        return Failures.of(
                "TIMEOUT",
                MOST + " looks are still waiting for an answer.",
                "Try again when they have given up, or restart the kernel.",
                null);
    }
}
