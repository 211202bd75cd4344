package io.drey.server.http;

import io.drey.model.CheckRequest;
import io.drey.model.CompletionList;
import io.drey.model.CompletionRequest;
import io.drey.model.Description;
import io.drey.model.DescriptionRequest;
import io.drey.model.DreyErrorCode;
import io.drey.model.KernelId;
import io.drey.model.TextCheck;
import io.drey.model.TextPlan;
import io.drey.server.run.LanguageService;
import java.util.List;

/** What editors ask while a statement is being written. */
public final class LanguageRoutes implements Routes {
    private final LanguageService language;

    public LanguageRoutes(LanguageService language) {
        this.language = language;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.post("/kernels/{kernel}/complete")
                        .summary("Tells what could stand at a place.")
                        .takes(CompletionRequest.class)
                        .gives(CompletionList.class)
                        .errors(
                                DreyErrorCode.KERNEL_NOT_FOUND,
                                DreyErrorCode.SOURCE_TOO_LONG,
                                DreyErrorCode.TIMEOUT)
                        .handle(
                                request ->
                                        language.complete(
                                                id(request),
                                                request.body(CompletionRequest.class))),
                Route.post("/kernels/{kernel}/describe")
                        .summary("Tells what a place of a text is about.")
                        .takes(DescriptionRequest.class)
                        .gives(Description.class)
                        .errors(
                                DreyErrorCode.KERNEL_NOT_FOUND,
                                DreyErrorCode.SOURCE_TOO_LONG,
                                DreyErrorCode.TIMEOUT)
                        .handle(
                                request ->
                                        language.describe(
                                                id(request),
                                                request.body(DescriptionRequest.class))),
                Route.post("/kernels/{kernel}/explain")
                        .summary("Tells how a text would be run, as a graph, without running it.")
                        .takes(CheckRequest.class)
                        .gives(TextPlan.class)
                        .errors(
                                DreyErrorCode.KERNEL_NOT_FOUND,
                                DreyErrorCode.SOURCE_TOO_LONG,
                                DreyErrorCode.TIMEOUT)
                        .handle(
                                request ->
                                        language.explain(
                                                id(request), request.body(CheckRequest.class))),
                Route.post("/kernels/{kernel}/check")
                        .summary(
                                "Tells what is wrong with a text, or may not be meant, without running it.")
                        .takes(CheckRequest.class)
                        .gives(TextCheck.class)
                        .errors(
                                DreyErrorCode.KERNEL_NOT_FOUND,
                                DreyErrorCode.SOURCE_TOO_LONG,
                                DreyErrorCode.TIMEOUT)
                        .handle(
                                request ->
                                        language.check(
                                                id(request), request.body(CheckRequest.class))));
    }

    private static KernelId id(Request request) {
        return new KernelId(request.path("kernel"));
    }
}
