package io.drey.server.run;

import static java.util.Objects.requireNonNull;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.KernelId;
import io.drey.protocol.Answer;
import io.drey.protocol.Message;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/** Asks kernels something and waits for the answer. Thread-safe. */
public final class KernelQuestions {
    private final RunKernels kernels;
    private final AtomicLong requests = new AtomicLong();
    private final Map<Long, CompletableFuture<Message>> waiting = new ConcurrentHashMap<>();

    public KernelQuestions(RunKernels kernels) {
        this.kernels = requireNonNull(kernels, "kernels");
    }

    /** Takes a kernel's answer; one that nobody waits for any more is dropped. */
    public void answered(Answer answer) {
        CompletableFuture<Message> asked = waiting.get(answer.request());
        if (asked != null) {
            asked.complete(answer);
        }
    }

    /**
     * Asks and waits.
     *
     * @param question makes the message of the number that its answer is to carry
     * @throws DreyException KERNEL_NOT_FOUND if the kernel has no process, TIMEOUT if there is no
     *     answer in time
     */
    <A extends Answer> A ask(
            KernelId kernel, Class<A> kind, Duration limit, LongFunction<Message> question)
            throws InterruptedException {
        if (!kernels.hasProcess(kernel)) {
            throw new DreyException(
                    DreyErrorCode.KERNEL_NOT_FOUND, "kernel " + kernel + " has no process");
        }
        long id = requests.incrementAndGet();
        CompletableFuture<Message> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        try {
            kernels.send(kernel, question.apply(id));
            return kind.cast(answer.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException e) {
            throw new DreyException(
                    DreyErrorCode.TIMEOUT,
                    "kernel " + kernel + " did not answer within " + limit.toSeconds() + " s",
                    e);
        } finally {
            waiting.remove(id);
        }
    }
}
