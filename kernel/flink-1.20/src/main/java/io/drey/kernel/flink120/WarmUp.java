package io.drey.kernel.flink120;

import io.drey.kernel.flink120.setting.NotebookSettings;
import io.drey.kernel.flink120.statement.Rehearsal;
import io.drey.kernel.flink120.statement.StatementEnvironment;
import java.util.List;
import org.apache.flink.configuration.Configuration;

/** Does once what the first cell would otherwise wait for. */
final class WarmUp {
    private static final String TABLE =
            "CREATE TEMPORARY TABLE warm (k STRING, v BIGINT) WITH ('connector' = 'filesystem',"
                    + " 'path' = '/nowhere', 'format' = 'csv')";
    private static final String QUERY =
            "SELECT k, COUNT(*) AS n, AVG(v) AS a FROM warm WHERE v > 0 GROUP BY k";

    private WarmUp() {}

    static void run() {
        try (KernelSession session =
                new KernelSession(
                        new Configuration(), NotebookSettings.NONE, new Configuration())) {
            session.execute(TABLE).close();
            for (String mode : List.of("batch", "streaming")) {
                session.useMode(mode);
                try (StatementEnvironment environment = session.environment()) {
                    Rehearsal.perform(environment, QUERY, session.isStreaming());
                }
            }
            session.execute("SHOW TABLES").close();
        }
    }
}
