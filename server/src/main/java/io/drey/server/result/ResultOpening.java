package io.drey.server.result;

import static java.util.Objects.requireNonNull;

import io.drey.model.ChangelogKind;
import io.drey.model.ExecutionMode;
import io.drey.model.ResultColumn;
import io.drey.model.ResultId;
import io.drey.model.ResultInfo;
import io.drey.model.RunId;
import java.util.List;

/**
 * Announces a result before its rows come.
 *
 * @param statement index of the statement in its run
 * @param upsertKey names of the key's columns; empty unless the changelog is {@code upsert}
 * @param path the road the rows will take
 * @param token secret that a sink must show
 * @param limit rows after which the query is stopped; 0 for no limit
 */
public record ResultOpening(
        ResultId id,
        RunId runId,
        int statement,
        List<ResultColumn> columns,
        ExecutionMode mode,
        ChangelogKind changelog,
        List<String> upsertKey,
        ResultInfo.Path path,
        String token,
        long limit) {
    public ResultOpening {
        requireNonNull(id, "id");
        requireNonNull(runId, "runId");
        requireNonNull(mode, "mode");
        requireNonNull(path, "path");
        requireNonNull(token, "token");
        columns = List.copyOf(columns);
        upsertKey = List.copyOf(upsertKey);
        if ((changelog == ChangelogKind.UPSERT) == upsertKey.isEmpty()) {
            throw new IllegalArgumentException(
                    "upsert key: " + upsertKey + " (expected: one exactly for upsert)");
        }
    }

    /** Leaves out the token. */
    @Override
    public String toString() {
        return "ResultOpening[id=" + id + ", runId=" + runId + ", changelog=" + changelog + "]";
    }
}
