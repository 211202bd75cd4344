package io.drey.bench;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/** Answers lines {@code mode rows statement} with {@code ! firstMillis totalMillis rows}. */
public final class CollectMain {
    static final String ANSWER = "! ";

    private CollectMain() {}

    public static void main(String[] arguments) throws Exception {
        Configuration configuration = new Configuration();
        configuration.setString("execution.target", "remote");
        configuration.setString("rest.address", arguments[0]);
        configuration.setString("rest.port", arguments[1]);
        configuration.setString("parallelism.default", "2");
        // An environment's planner knows one mode only.
        Map<String, TableEnvironment> environments =
                Map.of(
                        "batch",
                        TableEnvironment.create(
                                EnvironmentSettings.newInstance()
                                        .inBatchMode()
                                        .withConfiguration(configuration)
                                        .build()),
                        "streaming",
                        TableEnvironment.create(
                                EnvironmentSettings.newInstance()
                                        .inStreamingMode()
                                        .withConfiguration(configuration)
                                        .build()));
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] parts = line.split(" ", 3);
            TableEnvironment tables = requireNonNull(environments.get(parts[0]), parts[0]);
            Timing timing = run(tables, parts[2], Long.parseLong(parts[1]));
            System.out.println(
                    ANSWER
                            + timing.firstMillis()
                            + " "
                            + timing.totalMillis()
                            + " "
                            + timing.rows());
        }
    }

    private static Timing run(TableEnvironment tables, String statement, long rows)
            throws Exception {
        if (statement.startsWith("SET ")) {
            String[] setting = statement.substring(4).replace("'", "").split("=", 2);
            tables.getConfig().set(setting[0].trim(), setting[1].trim());
            return new Timing(0, 0, 0);
        }
        long start = System.nanoTime();
        TableResult result = tables.executeSql(statement);
        if (rows == 0) {
            return Timing.since(start, start, 0);
        }
        long first = 0;
        long seen = 0;
        try (CloseableIterator<Row> iterator = result.collect()) {
            while (seen < rows && iterator.hasNext()) {
                iterator.next();
                first = seen == 0 ? System.nanoTime() : first;
                seen++;
            }
            return Timing.since(start, first, seen);
        }
    }
}
