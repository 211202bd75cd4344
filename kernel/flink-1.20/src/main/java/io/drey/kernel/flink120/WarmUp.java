package io.drey.kernel.flink120;

import io.drey.kernel.flink120.statement.StatementEnvironment;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.operations.CollectModifyOperation;
import org.apache.flink.table.operations.QueryOperation;
import org.apache.flink.table.planner.delegation.DefaultExecutor;

/** Plans small queries, so that the first real one finds its classes loaded. */
final class WarmUp {
    private static final String QUERY =
            "SELECT k, COUNT(*) AS n FROM (VALUES ('a', 1), ('b', 2)) AS t(k, v)"
                    + " WHERE v > 0 GROUP BY k";

    private WarmUp() {}

    static void run() {
        try (KernelSession session = new KernelSession(new Configuration())) {
            for (String mode : List.of("batch", "streaming")) {
                session.useMode(mode);
                try (StatementEnvironment environment = session.environment()) {
                    plan(environment);
                }
            }
        }
    }

    private static void plan(StatementEnvironment environment) {
        QueryOperation query = (QueryOperation) environment.parse(QUERY);
        var transformations =
                environment
                        .tables()
                        .getPlanner()
                        .translate(List.of(new CollectModifyOperation(query)));
        var unused =
                new DefaultExecutor(environment.tables().execEnv())
                        .createPipeline(
                                transformations,
                                environment.tables().getConfig().getConfiguration(),
                                "warm-up");
    }
}
