package io.drey.sql;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a cell.
 *
 * @param index from 0, in the order of the cell
 * @param text without the closing semicolon and what surrounds it
 * @param what its leading words, such as {@code CREATE TABLE}
 * @param start place of its first character in the cell
 * @param end place of its last character in the cell
 * @param parts the statements between {@code BEGIN STATEMENT SET;} and {@code END}, which Flink
 *     takes one by one; empty for every other statement
 * @param flaw what keeps it from being a statement at all
 */
public record SqlStatement(
        int index,
        String text,
        String what,
        Place start,
        Place end,
        List<SqlStatement> parts,
        @Nullable Flaw flaw) {
    public SqlStatement {
        parts = List.copyOf(parts);
    }

    /** What Flink takes one by one: its parts, or itself. */
    public List<SqlStatement> executables() {
        return parts.isEmpty() ? List.of(this) : parts;
    }

    public Optional<Flaw> findFlaw() {
        return Optional.ofNullable(flaw);
    }

    /** Text that ends before it is complete; {@code place} is in the cell. */
    public record Flaw(String message, String suggestion, Place place) {}
}
