package io.drey.cli.sql;

import static java.util.Objects.requireNonNull;

import io.drey.cli.render.OutputFormat;
import io.drey.model.ExecutionMode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How statements are run and shown.
 *
 * @param mode null keeps the kernel's own
 * @param limit how many rows of each result to show; null for all
 * @param timeout how long all may take; null for ever
 * @param streamFor how long a streaming query is watched; null until it ends
 */
public record SqlSettings(
        @Nullable ExecutionMode mode,
        OutputFormat format,
        @Nullable Long limit,
        @Nullable Duration timeout,
        @Nullable Duration streamFor,
        boolean isVerbose) {
    public SqlSettings {
        requireNonNull(format, "format");
    }
}
