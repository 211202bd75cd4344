package io.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.client.DreyClient;
import io.drey.client.ExportFormat;
import io.drey.model.Arrangement;
import io.drey.model.ExecutionMode;
import io.drey.model.KernelId;
import io.drey.model.ResultId;
import io.drey.model.RowFilter;
import io.drey.model.SortColumn;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results leave as Parquet files, and come back through Flink's own format. */
class ITExport {
    private static final String TYPES =
            """
            k INT, yes BOOLEAN, tiny TINYINT, small SMALLINT, number INT, big BIGINT, ratio FLOAT,
            price DOUBLE, name STRING, bits VARBINARY, d9 DECIMAL(9, 2), d18 DECIMAL(18, 4),
            d38 DECIMAL(38, 10), `day` DATE, `time` TIME(3), `at` TIMESTAMP(3),
            `instant` TIMESTAMP_LTZ(3), numbers ARRAY<INT>, counts MAP<STRING, BIGINT>,
            nested ROW<a INT, b ARRAY<STRING>>
            """;
    private static final String VALUES =
            """
            SELECT v.* FROM (VALUES (1), (2)) AS t (n) LEFT JOIN (
            SELECT 1 AS k, TRUE AS yes, CAST(-128 AS TINYINT) AS tiny, CAST(-32768 AS SMALLINT) AS small,
                -2147483648 AS number, -9223372036854775807 AS big, CAST(1.5 AS FLOAT) AS ratio,
                CAST('1e300' AS DOUBLE) AS price, 'Größe 😀' AS name, x'00FF10' AS bits,
                CAST(-9999999.99 AS DECIMAL(9, 2)) AS d9,
                CAST(99999999999999.9999 AS DECIMAL(18, 4)) AS d18,
                CAST('-9999999999999999999999999999.9999999999' AS DECIMAL(38, 10)) AS d38,
                DATE '0001-01-01' AS `day`, CAST(TIME '23:59:58' AS TIME(3)) AS `time`,
                TIMESTAMP '9999-12-31 23:59:59.999' AS `at`,
                TO_TIMESTAMP_LTZ(-1, 3) AS `instant`,
                ARRAY[1, CAST(NULL AS INT), 3] AS numbers,
                MAP['a', CAST(1 AS BIGINT), 'b', CAST(NULL AS BIGINT)] AS counts,
                CAST(ROW(7, ARRAY['x', 'y']) AS ROW<a INT, b ARRAY<STRING>>) AS nested
            ) AS v ON t.n = v.k
            """;

    @TempDir static Path data;
    @TempDir Path files;

    private static TestingDrey drey;
    private static KernelId kernel;

    @BeforeAll
    static void start() throws Exception {
        drey = TestingDrey.start(data);
        kernel = drey.newKernel();
    }

    @AfterAll
    static void stop() throws Exception {
        drey.close();
    }

    @Test
    void comesBackFromParquetAsItWas() throws Exception {
        var run = drey.run(kernel, ExecutionMode.BATCH, VALUES);
        assertThat(run.error()).isNull();
        ResultId result = drey.resultOf(run);
        export(result, Arrangement.NONE, files.resolve("part.parquet"));

        assertThat(drey.rows(kernel, table("types_back", TYPES) + "SELECT * FROM types_back"))
                .containsExactlyInAnyOrderElementsOf(
                        drey.client().getRows(result, 0, 10).rows().stream()
                                .map(String::valueOf)
                                .toList());
    }

    @Test
    void leavesOnlyWhatWasSortedAndFiltered() throws Exception {
        var run =
                drey.run(
                        kernel,
                        ExecutionMode.BATCH,
                        """
                        CREATE TEMPORARY TABLE counted (id BIGINT, v DOUBLE) WITH (
                            'connector' = 'datagen', 'number-of-rows' = '200000',
                            'fields.id.kind' = 'sequence', 'fields.id.start' = '1',
                            'fields.id.end' = '200000');
                        SELECT id, id * 0.5e0 AS half, 'row ' || CAST(id AS STRING) AS name
                        FROM counted;
                        """);
        assertThat(run.error()).isNull();
        Arrangement wanted =
                new Arrangement(
                        List.of(new SortColumn("id", true)),
                        List.of(new RowFilter("half", RowFilter.Op.GREATER, List.of("99000"))),
                        "row 19");
        export(drey.resultOf(run), wanted, files.resolve("part.parquet"));

        String back = table("sorted_back", "id BIGINT, half DOUBLE, name STRING");
        assertThat(drey.rows(kernel, back + "SELECT COUNT(*), SUM(id), MAX(half) FROM sorted_back"))
                .containsExactly("[1999, 397801000, 99999.5]");
        assertThat(drey.rows(kernel, "SELECT * FROM sorted_back LIMIT 2"))
                .containsExactly("[199999, 99999.5, row 199999]", "[199998, 99999.0, row 199998]");
    }

    private String table(String name, String columns) {
        return """
        CREATE TEMPORARY TABLE %s (%s) WITH (
            'connector' = 'filesystem', 'format' = 'parquet', 'parquet.utc-timezone' = 'true',
            'path' = '%s');
        """
                .formatted(name, columns, files.toUri());
    }

    private static void export(ResultId result, Arrangement arrangement, Path file)
            throws IOException {
        DreyClient client = drey.client();
        try (InputStream in = client.exportResult(result, ExportFormat.PARQUET, arrangement)) {
            Files.copy(in, file);
        }
    }
}
