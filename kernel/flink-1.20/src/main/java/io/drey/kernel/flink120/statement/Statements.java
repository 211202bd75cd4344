package io.drey.kernel.flink120.statement;

import io.drey.kernel.flink120.text.DoneMessages;
import io.drey.protocol.KernelMessages.ResultOpened;
import java.util.List;
import org.apache.flink.table.api.ResultKind;
import org.apache.flink.table.gateway.api.results.ResultSet;
import org.apache.flink.table.gateway.service.result.ResultFetcher;

/** Tells what became of statements that the gateway executed. Confined to the session thread. */
public final class Statements {
    private static final int PAGE = 1000;

    public void tell(StatementRun statement, ResultFetcher fetcher) {
        try {
            ResultSet page = fetcher.fetchResults(0, PAGE);
            if (page.getJobID() != null) {
                statement.tellJob(page.getJobID(), true);
            }
            if (page.getResultKind() == ResultKind.SUCCESS) {
                statement.tellSucceeded(DoneMessages.of(statement.statement()));
            } else {
                sendRows(statement, fetcher, page);
                statement.tellSucceeded(null);
            }
        } finally {
            fetcher.close();
        }
    }

    private static void sendRows(
            StatementRun statement, ResultFetcher fetcher, ResultSet firstPage) {
        statement
                .outlet()
                .tell(
                        new ResultOpened(
                                statement.run().id(),
                                statement.statement().index(),
                                statement.resultId(),
                                ResultColumns.of(firstPage.getResultSchema()),
                                "batch",
                                "append",
                                List.of(),
                                "kernel"));
        RowFrames frames =
                new RowFrames(
                        statement.outlet(), statement.resultId(), firstPage.getResultSchema());
        ResultSet page = firstPage;
        while (page.getResultType() != ResultSet.ResultType.EOS) {
            page.getData().forEach(frames::add);
            page = fetcher.fetchResults(page.getNextToken(), PAGE);
        }
        frames.end();
    }
}
