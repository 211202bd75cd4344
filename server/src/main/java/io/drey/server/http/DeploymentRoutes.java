package io.drey.server.http;

import io.drey.model.Attempt;
import io.drey.model.DeploymentAct;
import io.drey.model.DeploymentChange;
import io.drey.model.DeploymentEvent;
import io.drey.model.DeploymentFilter;
import io.drey.model.DeploymentInfo;
import io.drey.model.DeploymentList;
import io.drey.model.DeploymentRequest;
import io.drey.model.DeploymentSpec;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.RestorePoint;
import io.drey.model.Verdict;
import io.drey.server.keeper.DeploymentService;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Deployments: programs that are kept in the state asked for. */
public final class DeploymentRoutes implements Routes {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MOST = 10_000;

    private final DeploymentService deployments;

    public DeploymentRoutes(DeploymentService deployments) {
        this.deployments = deployments;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/deployments")
                        .summary("Lists deployments by name, with counts of all by verdict.")
                        .query("text", "A part of the name, whatever its case.")
                        .query("verdict", "Only those of this verdict.")
                        .query("cluster", "Only those on this cluster.")
                        .query("label", "Only those with this label, as key=value.")
                        .query("offset", "How many to leave out; default 0.")
                        .query("limit", "How many at most; default 100, at most 10000.")
                        .gives(DeploymentList.class)
                        .errors(DreyErrorCode.BAD_REQUEST)
                        .handle(this::list),
                Route.post("/deployments")
                        .summary("Adds a deployment, and starts it unless told not to.")
                        .takes(DeploymentRequest.class)
                        .gives(DeploymentInfo.class)
                        .errors(
                                DreyErrorCode.DEPLOYMENT_EXISTS,
                                DreyErrorCode.DEPLOYMENT_NAME_INVALID,
                                DreyErrorCode.CLUSTER_NOT_FOUND,
                                DreyErrorCode.CLUSTER_UNSUPPORTED,
                                DreyErrorCode.PARAMETER_INVALID,
                                DreyErrorCode.SECRET_NOT_FOUND,
                                DreyErrorCode.SECRET_MISPLACED,
                                DreyErrorCode.CHECKPOINTS_NOT_KEPT)
                        .handle(
                                request ->
                                        deployments.create(request.body(DeploymentRequest.class))),
                Route.get("/deployments/{deployment}")
                        .summary("Shows a deployment as it is, with the reason why.")
                        .gives(DeploymentInfo.class)
                        .errors(DreyErrorCode.DEPLOYMENT_NOT_FOUND)
                        .handle(request -> deployments.get(name(request))),
                Route.delete("/deployments/{deployment}")
                        .summary(
                                "Cancels what runs of a deployment and then forgets it; its"
                                        + " checkpoints and savepoints stay where they are.")
                        .gives(DeploymentInfo.class)
                        .errors(
                                DreyErrorCode.DEPLOYMENT_NOT_FOUND,
                                DreyErrorCode.DEPLOYMENT_CHANGED)
                        .handle(request -> deployments.delete(name(request))),
                Route.get("/deployments/{deployment}/spec")
                        .summary("Shows the spec that is wanted, or an earlier one.")
                        .query("version", "Of the spec; the newest without.")
                        .gives(DeploymentSpec.class)
                        .errors(DreyErrorCode.DEPLOYMENT_NOT_FOUND, DreyErrorCode.NOT_FOUND)
                        .handle(this::spec),
                Route.put("/deployments/{deployment}/spec")
                        .summary("Gives a deployment another spec; what runs is replaced.")
                        .takes(DeploymentChange.class)
                        .gives(DeploymentInfo.class)
                        .errors(
                                DreyErrorCode.DEPLOYMENT_NOT_FOUND,
                                DreyErrorCode.DEPLOYMENT_CHANGED,
                                DreyErrorCode.CHECKPOINTS_NOT_KEPT,
                                DreyErrorCode.PARAMETER_INVALID,
                                DreyErrorCode.SECRET_NOT_FOUND,
                                DreyErrorCode.SECRET_MISPLACED,
                                DreyErrorCode.UNSUPPORTED)
                        .handle(
                                request ->
                                        deployments.change(
                                                name(request),
                                                request.body(DeploymentChange.class))),
                Route.post("/deployments/{deployment}/act")
                        .summary("Starts, stops, or does something else to a deployment.")
                        .takes(DeploymentAct.class)
                        .gives(DeploymentInfo.class)
                        .errors(
                                DreyErrorCode.DEPLOYMENT_NOT_FOUND,
                                DreyErrorCode.DEPLOYMENT_CHANGED,
                                DreyErrorCode.DEPLOYMENT_NOT_RUNNING,
                                DreyErrorCode.RESTORE_POINT_GONE)
                        .handle(
                                request ->
                                        deployments.act(
                                                name(request), request.body(DeploymentAct.class))),
                Route.get("/deployments/{deployment}/attempts")
                        .summary("Lists the newest hundred attempts, newest first.")
                        .givesListOf(Attempt.class)
                        .errors(DreyErrorCode.DEPLOYMENT_NOT_FOUND)
                        .handle(request -> deployments.attempts(name(request))),
                Route.get("/deployments/{deployment}/restore-points")
                        .summary("Lists the restore points of all attempts, newest first.")
                        .givesListOf(RestorePoint.class)
                        .errors(DreyErrorCode.DEPLOYMENT_NOT_FOUND)
                        .handle(request -> deployments.restorePoints(name(request))),
                Route.get("/deployments/{deployment}/events")
                        .summary("Lists what happened to a deployment, newest first.")
                        .query("before", "Only those before the event of this number.")
                        .query("limit", "How many at most; default 100, at most 10000.")
                        .givesListOf(DeploymentEvent.class)
                        .errors(DreyErrorCode.DEPLOYMENT_NOT_FOUND)
                        .handle(this::events));
    }

    private DeploymentList list(Request request) {
        DeploymentFilter filter =
                new DeploymentFilter(
                        request.query("text"),
                        verdict(request.query("verdict")),
                        request.query("cluster"),
                        request.query("label"));
        int offset = (int) Math.min(Integer.MAX_VALUE, request.queryNumber("offset", 0, 0));
        return deployments.list(filter, offset, limit(request));
    }

    private DeploymentSpec spec(Request request) {
        long version = request.queryNumber("version", 0, 0);
        return deployments.getSpec(name(request), version == 0 ? null : version);
    }

    private List<DeploymentEvent> events(Request request) {
        long before = request.queryNumber("before", 0, 0);
        return deployments.events(name(request), before == 0 ? null : before, limit(request));
    }

    private static int limit(Request request) {
        return (int) Math.min(MOST, request.queryNumber("limit", DEFAULT_LIMIT, 1));
    }

    private static @Nullable Verdict verdict(@Nullable String word) {
        if (word == null) {
            return null;
        }
        return Arrays.stream(Verdict.values())
                .filter(verdict -> verdict.name().equals(word.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(
                        () ->
                                new DreyException(
                                        DreyErrorCode.BAD_REQUEST,
                                        "verdict: '%s' (expected: one of %s)"
                                                .formatted(
                                                        word, Arrays.toString(Verdict.values()))));
    }

    private static String name(Request request) {
        return request.path("deployment");
    }
}
