package io.drey.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as the API shows it.
 *
 * @param version grows with every change; a long poll waits for a greater one
 */
public record RunInfo(
        RunId id,
        KernelId kernelId,
        @Nullable String notebook,
        @Nullable String cell,
        String language,
        @Nullable ExecutionMode mode,
        String source,
        RunState state,
        long version,
        Instant queuedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Long elapsedMillis,
        List<StatementInfo> statements,
        @Nullable RunError error,
        List<String> warnings,
        @Nullable RunProgress progress) {
    public RunInfo {
        statements = List.copyOf(statements);
        warnings = List.copyOf(warnings);
    }

    /** The same run, of a notebook that has another path now. */
    public RunInfo withNotebook(@Nullable String path) {
        return new RunInfo(
                id,
                kernelId,
                path,
                cell,
                language,
                mode,
                source,
                state,
                version,
                queuedAt,
                startedAt,
                endedAt,
                elapsedMillis,
                statements,
                error,
                warnings,
                progress);
    }
}
