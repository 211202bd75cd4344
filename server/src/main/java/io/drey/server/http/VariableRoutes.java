package io.drey.server.http;

import io.drey.model.DreyErrorCode;
import io.drey.model.Variable;
import io.drey.model.VariableRequest;
import io.drey.server.keeper.VariableService;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Variables and secrets: values that deployments share. */
public final class VariableRoutes implements Routes {
    private final VariableService variables;

    public VariableRoutes(VariableService variables) {
        this.variables = variables;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/variables")
                        .summary("Lists shared variables by name; of secrets the names alone.")
                        .givesListOf(Variable.class)
                        .handle(request -> variables.list()),
                Route.put("/variables/{variable}")
                        .summary("Gives a shared variable its value; a secret is never told again.")
                        .takes(VariableRequest.class)
                        .gives(Variable.class)
                        .errors(DreyErrorCode.VARIABLE_INVALID)
                        .handle(
                                request ->
                                        variables.set(
                                                request.path("variable"),
                                                request.body(VariableRequest.class))),
                Route.delete("/variables/{variable}")
                        .summary(
                                "Removes a shared variable; deployments keep what they have of it.")
                        .errors(DreyErrorCode.VARIABLE_NOT_FOUND)
                        .handle(this::remove));
    }

    private @Nullable Object remove(Request request) {
        variables.remove(request.path("variable"));
        return null;
    }
}
