package io.drey.client;

import io.drey.model.Variable;
import io.drey.model.VariableRequest;
import java.util.List;

/** Calls about values that deployments share. Thread-safe. */
public final class VariableCalls {
    private final HttpCalls calls;

    VariableCalls(HttpCalls calls) {
        this.calls = calls;
    }

    /** By name; secrets without their values. */
    public List<Variable> list() {
        return calls.list(ApiPath.of("/variables"), Variable.class);
    }

    public Variable set(String name, VariableRequest request) {
        return calls.put(ApiPath.of("/variables").segment(name), request, Variable.class);
    }

    public void remove(String name) {
        calls.delete(ApiPath.of("/variables").segment(name));
    }
}
