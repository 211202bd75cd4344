package io.drey.server.run;

import io.drey.model.CompletionItem;
import io.drey.model.CompletionRequest;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.KernelId;
import io.drey.protocol.KernelMessages;
import io.drey.protocol.ServerMessages;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks kernels what could stand at a place; they answer in the order asked. Thread-safe. */
public final class Completions {
    private static final long LIMIT_SECONDS = 3;

    private final RunKernels kernels;
    private final Map<KernelId, Queue<CompletableFuture<List<CompletionItem>>>> waiting =
            new HashMap<>();

    public Completions(RunKernels kernels) {
        this.kernels = kernels;
    }

    /**
     * Waits for a kernel's answer.
     *
     * @throws DreyException TIMEOUT if there is none in some seconds
     */
    public List<CompletionItem> complete(KernelId kernel, CompletionRequest request)
            throws InterruptedException {
        CompletableFuture<List<CompletionItem>> answer = new CompletableFuture<>();
        synchronized (this) {
            waiting.computeIfAbsent(kernel, k -> new ArrayDeque<>()).add(answer);
            kernels.send(kernel, new ServerMessages.Complete(request.source(), request.position()));
        }
        try {
            return answer.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new DreyException(
                    DreyErrorCode.TIMEOUT, "kernel " + kernel + " is busy with something else", e);
        }
    }

    /** Takes a kernel's answer. */
    synchronized void answered(KernelId kernel, KernelMessages.Completions answer) {
        Queue<CompletableFuture<List<CompletionItem>>> queue = waiting.get(kernel);
        CompletableFuture<List<CompletionItem>> first = queue == null ? null : queue.poll();
        if (first != null) {
            first.complete(
                    answer.items().stream()
                            .map(i -> new CompletionItem(i.text(), i.what(), i.detail()))
                            .toList());
        }
    }

    /** Forgets what was asked of a kernel that is gone. */
    synchronized void forget(KernelId kernel) {
        waiting.remove(kernel);
    }
}
