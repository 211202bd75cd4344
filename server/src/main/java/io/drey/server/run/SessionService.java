package io.drey.server.run;

import io.drey.model.DreyException;
import io.drey.model.KernelInfo;
import io.drey.model.RunId;
import io.drey.model.SessionInfo;
import io.drey.protocol.SessionMessages;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks into the sessions of kernels. Thread-safe. */
public final class SessionService {
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private final KernelQuestions questions;
    private final RunKernels kernels;
    private final RunService runs;

    public SessionService(KernelQuestions questions, RunKernels kernels, RunService runs) {
        this.questions = questions;
        this.kernels = kernels;
        this.runs = runs;
    }

    /**
     * What a kernel's session holds; a kernel without a process holds nothing.
     *
     * @throws DreyException TIMEOUT if the kernel has no answer in some seconds
     */
    public SessionInfo get(KernelInfo kernel) throws InterruptedException {
        if (!kernels.hasProcess(kernel.id())) {
            return new SessionInfo(kernel, null, null, null, List.of(), List.of(), List.of());
        }
        SessionMessages.Surveyed answer =
                questions.ask(
                        kernel.id(),
                        SessionMessages.Surveyed.class,
                        LIMIT,
                        SessionMessages.Survey::new);
        SessionMessages.Content content = answer.content();
        return new SessionInfo(
                kernel,
                answer.heapUsedBytes(),
                answer.heapMaxBytes(),
                answer.uptimeMillis(),
                content.objects().stream()
                        .map(held -> new SessionInfo.Held(held.name(), held.what()))
                        .toList(),
                content.settings().stream().map(this::setting).toList(),
                content.jars());
    }

    private SessionInfo.Setting setting(SessionMessages.Setting setting) {
        RunId run = setting.run() == null ? null : new RunId(setting.run());
        return new SessionInfo.Setting(
                setting.key(), setting.value(), setting.original(), run, cellOf(run));
    }

    private @Nullable String cellOf(@Nullable RunId run) {
        try {
            return run == null ? null : runs.get(run).cell();
        } catch (DreyException e) {
            // An old run may be forgotten.
            return null;
        }
    }
}
