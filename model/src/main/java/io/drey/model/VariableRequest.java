package io.drey.model;

import org.jspecify.annotations.Nullable;

/**
 * Gives a shared variable its value.
 *
 * @param isSecret whether it is stored encrypted and never told again; null for no
 */
public record VariableRequest(String value, @Nullable Boolean isSecret) {
    /** Without the value, which may be a secret. */
    @Override
    public String toString() {
        return "VariableRequest[isSecret=" + isSecret + "]";
    }
}
