package io.drey.server.run;

import io.drey.model.CheckRequest;
import io.drey.model.CompletionItem;
import io.drey.model.CompletionList;
import io.drey.model.CompletionRequest;
import io.drey.model.Description;
import io.drey.model.DescriptionRequest;
import io.drey.model.DreyException;
import io.drey.model.KernelId;
import io.drey.model.TextCheck;
import io.drey.model.TextPlan;
import io.drey.protocol.KernelMessages;
import io.drey.protocol.ServerMessages;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Asks kernels about the text that is being written. Thread-safe. */
public final class LanguageService {
    private static final Duration LIMIT = Duration.ofSeconds(3);

    /** Nobody asks for a plan with every key. */
    private static final Duration PLAN_LIMIT = Duration.ofSeconds(20);

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
        SourceLength.require(request.source());
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
    public TextCheck check(KernelId kernel, CheckRequest request) throws InterruptedException {
        SourceLength.require(request.source());
        String mode = RunQueue.wireName(request.mode());
        KernelMessages.Checked answer =
                questions.ask(
                        kernel,
                        KernelMessages.Checked.class,
                        LIMIT,
                        id -> new ServerMessages.Check(id, request.source(), mode));
        return new TextCheck(
                answer.failures().stream().map(RunErrors::of).toList(),
                answer.warnings().stream().map(LanguageService::warning).toList());
    }

    private static TextCheck.Warning warning(KernelMessages.Warning warning) {
        KernelMessages.Remedy remedy = warning.remedy();
        return new TextCheck.Warning(
                warning.message(),
                warning.suggestion(),
                warning.line(),
                warning.column(),
                warning.endLine(),
                warning.endColumn(),
                new TextCheck.Remedy(
                        remedy.label(), remedy.line(), remedy.column(), remedy.text()));
    }

    /**
     * How a text would be run, which it is not.
     *
     * @throws DreyException TIMEOUT if the kernel has no answer in some seconds
     */
    public TextPlan explain(KernelId kernel, CheckRequest request) throws InterruptedException {
        SourceLength.require(request.source());
        String mode = RunQueue.wireName(request.mode());
        KernelMessages.Explained answer =
                questions.ask(
                        kernel,
                        KernelMessages.Explained.class,
                        PLAN_LIMIT,
                        id -> new ServerMessages.Explain(id, request.source(), mode));
        KernelMessages.Failure failure = answer.failure();
        return new TextPlan(
                answer.plans().stream().map(TextPlans::of).toList(),
                failure == null ? null : RunErrors.of(failure));
    }

    /**
     * What a place of a text is about.
     *
     * @throws DreyException TIMEOUT if the kernel has no answer in some seconds
     */
    public Description describe(KernelId kernel, DescriptionRequest request)
            throws InterruptedException {
        SourceLength.require(request.source());
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
