package io.drey.recovery;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file that was written whole is no longer so, or nobody can read it any more. */
final class TornFileException extends IOException {
    private static final long serialVersionUID = 1;

    TornFileException(Path file, String why, @Nullable Throwable cause) {
        super("cannot use " + file + ": " + why, cause);
    }
}
