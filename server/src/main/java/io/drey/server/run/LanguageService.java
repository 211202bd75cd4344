package io.drey.server.run;

import io.drey.model.CheckRequest;
import io.drey.model.CompletionItem;
import io.drey.model.CompletionList;
import io.drey.model.CompletionRequest;
import io.drey.model.Description;
import io.drey.model.DescriptionRequest;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.KernelId;
import io.drey.model.RunError;
import io.drey.protocol.KernelMessages;
import io.drey.protocol.Message;
import io.drey.protocol.ServerMessages;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Asks kernels about the text that is being written. Thread-safe. */
public final class LanguageService {
    private static final long LIMIT_SECONDS = 3;

    private final RunKernels kernels;
    private final AtomicLong requests = new AtomicLong();
    private final Map<Long, CompletableFuture<Message>> waiting = new ConcurrentHashMap<>();

    public LanguageService(RunKernels kernels) {
        this.kernels = kernels;
    }

    /**
     * What could stand at a place.
     *
     * @throws DreyException TIMEOUT if the kernel has no answer in some seconds
     */
    public CompletionList complete(KernelId kernel, CompletionRequest request)
            throws InterruptedException {
        KernelMessages.Completions answer =
                ask(
                        kernel,
                        KernelMessages.Completions.class,
                        id ->
                                new ServerMessages.Complete(
                                        id, request.source(), request.position()));
        return new CompletionList(
                answer.from(),
                answer.isWhole(),
                answer.items().stream()
                        .map(i -> new CompletionItem(i.text(), i.what(), i.detail(), i.help()))
                        .toList());
    }

    /**
     * What is wrong with a text, which is not run.
     *
     * @throws DreyException TIMEOUT if the kernel has no answer in some seconds
     */
    public List<RunError> check(KernelId kernel, CheckRequest request) throws InterruptedException {
        String mode = RunQueue.wireName(request.mode());
        KernelMessages.Checked answer =
                ask(
                        kernel,
                        KernelMessages.Checked.class,
                        id -> new ServerMessages.Check(id, request.source(), mode));
        return answer.failures().stream().map(RunErrors::of).toList();
    }

    /**
     * What a place of a text is about.
     *
     * @throws DreyException TIMEOUT if the kernel has no answer in some seconds
     */
    public Description describe(KernelId kernel, DescriptionRequest request)
            throws InterruptedException {
        KernelMessages.Described answer =
                ask(
                        kernel,
                        KernelMessages.Described.class,
                        id ->
                                new ServerMessages.Describe(
                                        id, request.source(), request.position()));
        return new Description(word(answer.word()), call(answer.call()));
    }

    private static Description.@Nullable Word word(KernelMessages.@Nullable Description word) {
        return word == null
                ? null
                : new Description.Word(
                        word.from(),
                        word.to(),
                        word.what(),
                        word.title(),
                        word.text(),
                        word.lines(),
                        word.columns().stream()
                                .map(one -> new Description.Fact(one.name(), one.value()))
                                .toList());
    }

    private static Description.@Nullable Call call(KernelMessages.@Nullable Call call) {
        return call == null
                ? null
                : new Description.Call(
                        call.name(), call.signatures(), call.text(), call.argument());
    }

    /** Takes a kernel's answer; one that nobody waits for any more is dropped. */
    public void answered(long request, Message answer) {
        CompletableFuture<Message> asked = waiting.get(request);
        if (asked != null) {
            asked.complete(answer);
        }
    }

    private <A extends Message> A ask(
            KernelId kernel, Class<A> kind, LongFunction<Message> question)
            throws InterruptedException {
        long id = requests.incrementAndGet();
        CompletableFuture<Message> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        try {
            kernels.send(kernel, question.apply(id));
            return kind.cast(answer.get(LIMIT_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException | TimeoutException e) {
            throw new DreyException(
                    DreyErrorCode.TIMEOUT, "kernel " + kernel + " is busy with something else", e);
        } finally {
            waiting.remove(id);
        }
    }
}
