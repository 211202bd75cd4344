package io.drey.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the values of one column must be like. Values are written as results show them.
 *
 * @param values one for most; two, from and to, for between; none for is-null and not-null
 */
public record RowFilter(String column, Op op, @Nullable List<String> values) {
    public RowFilter {
        values = values == null ? List.of() : List.copyOf(values);
    }

    @Override
    public List<String> values() {
        return values == null ? List.of() : values;
    }

    /** How values are compared; a null passes {@code IS_NULL} alone. */
    public enum Op {
        @JsonProperty("eq")
        EQUALS,
        @JsonProperty("ne")
        NOT_EQUALS,
        @JsonProperty("lt")
        LESS,
        @JsonProperty("le")
        AT_MOST,
        @JsonProperty("ge")
        AT_LEAST,
        @JsonProperty("gt")
        GREATER,
        /** From the first value to the second, both included. */
        @JsonProperty("between")
        BETWEEN,
        /** Whatever the case. */
        @JsonProperty("contains")
        CONTAINS,
        /** Whatever the case. */
        @JsonProperty("starts-with")
        STARTS_WITH,
        /** Equal to one of the values. */
        @JsonProperty("in")
        IN,
        @JsonProperty("is-null")
        IS_NULL,
        @JsonProperty("not-null")
        NOT_NULL
    }
}
