package io.drey.server.run;

import io.drey.model.CheckRequest;
import io.drey.model.CompletionItem;
import io.drey.model.CompletionList;
import io.drey.model.CompletionRequest;
import io.drey.model.Description;
import io.drey.model.DescriptionRequest;
import io.drey.model.DreyException;
import io.drey.model.KernelId;
import io.drey.model.RunError;
import io.drey.protocol.KernelMessages;
import io.drey.protocol.ServerMessages;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks kernels about the text that is being written. Thread-safe. */
public final class LanguageService {
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private final KernelQuestions questions;

    public LanguageService(KernelQuestions questions) {
        this.questions = questions;
    }

    /**
     * What could stand at a place.
     *
     * @throws DreyException TIMEOUT if the kernel has no answer in some seconds
     */
    public CompletionList complete(KernelId kernel, CompletionRequest request)
            throws InterruptedException {
        KernelMessages.Completions answer =
                questions.ask(
                        kernel,
                        KernelMessages.Completions.class,
                        LIMIT,
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
                questions.ask(
                        kernel,
                        KernelMessages.Checked.class,
                        LIMIT,
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
                questions.ask(
                        kernel,
                        KernelMessages.Described.class,
                        LIMIT,
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
}
