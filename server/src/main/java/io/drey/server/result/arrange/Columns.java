package io.drey.server.result.arrange;

import io.drey.arrow.ArrowField;
import io.drey.arrow.ArrowSchema;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;

/** Finds columns of a result by name. */
public final class Columns {
    private Columns() {}

    /** The index of the first column of a name; {@code __op}, which comes first, is none. */
    public static int indexOf(ArrowSchema schema, String name) {
        for (int i = 1; i < schema.fields().size(); i++) {
            if (schema.fields().get(i).name().equals(name)) {
                return i;
            }
        }
        throw new DreyException(
                DreyErrorCode.COLUMN_NOT_FOUND,
                "column: '"
                        + name
                        + "' (expected: one of "
                        + schema.fields().stream().skip(1).map(ArrowField::name).toList()
                        + ")");
    }
}
