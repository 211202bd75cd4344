package io.drey.kernel.flink120.error;

import io.drey.sql.SqlStatement;

/** A statement inside a statement set is wrong; the cause says how. */
public final class PartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient SqlStatement part;
    private final RuntimeException problem;

    public PartException(SqlStatement part, RuntimeException cause) {
        super(cause.getMessage(), cause);
        this.part = part;
        this.problem = cause;
    }

    RuntimeException problem() {
        return problem;
    }

    SqlStatement part() {
        return part;
    }
}
