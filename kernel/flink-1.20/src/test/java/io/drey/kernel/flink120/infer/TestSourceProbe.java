package io.drey.kernel.flink120.infer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drey.protocol.CatalogMessages.Draft;
import io.drey.protocol.CatalogMessages.ProbedColumn;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestSourceProbe {
    @TempDir Path folder;

    @Test
    void readsCsvWithNames() throws Exception {
        Draft found =
                probe(
                        "csv",
                        "id;größe;when;code;note;odd\n"
                                + "1;2.5;2026-11-23 10:00:00;007;\"a;b\";1\n"
                                + "2;;2026-11-23 10:00:00.5;008;;x\n");

        assertThat(columns(found))
                .isEqualTo(
                        "id BIGINT, größe DOUBLE, when TIMESTAMP(3), code STRING, note STRING,"
                                + " odd STRING");
        assertThat(found.options())
                .isEqualTo(Map.of("csv.field-delimiter", ";", "csv.ignore-parse-errors", "true"));
        assertThat(found.notes().get(0)).isEqualTo("The types are guessed from all 2 rows.");
        assertThat(found.notes().get(1)).startsWith("The first line holds names.");
    }

    @Test
    void readsCsvWithoutNames() throws Exception {
        Draft found = probe("csv", "1,true,2026-11-23\n2,false,2026-11-24\n");

        assertThat(columns(found)).isEqualTo("c1 BIGINT, c2 BOOLEAN, c3 DATE");
        assertThat(found.options()).isEmpty();
    }

    @Test
    void saysHowManyRowsItLookedAt() throws Exception {
        String many =
                IntStream.range(0, 5000).mapToObj(i -> i + ",a").collect(Collectors.joining("\n"));

        assertThat(probe("csv", many).notes())
                .containsExactly("The types are guessed from the first 1,000 rows.");
    }

    @Test
    void keepsEveryDigitOfWholeNumbers() throws Exception {
        String id = "1234567890123456789";
        String huge = "12345678901234567890";
        Draft csv =
                probe(
                        "csv",
                        id
                                + ","
                                + huge
                                + ","
                                + id
                                + ",1,"
                                + "9".repeat(39)
                                + "\n"
                                + "-5,1,1.5,1.5,1\n");
        assertThat(columns(csv))
                .isEqualTo("c1 BIGINT, c2 DECIMAL(38, 0), c3 STRING, c4 DOUBLE, c5 STRING");

        Draft json =
                probe(
                        "json",
                        "{\"a\":" + id + ",\"b\":" + huge + ",\"c\":" + id + "}\n{\"c\":0.5}\n");
        assertThat(columns(json)).isEqualTo("a BIGINT, b DECIMAL(38, 0), c STRING");
    }

    @Test
    void readsNoMoreThanABoundOfAnyLine() throws Exception {
        String endless = "x".repeat(9 << 20);
        for (String format : List.of("csv", "json")) {
            assertThatThrownBy(() -> probe(format, endless))
                    .hasMessageStartingWith("The first line does not end within 8,388,608 bytes");
        }
        assertThat(columns(probe("csv", "1,a\n2,b\n3," + endless)))
                .isEqualTo("c1 BIGINT, c2 STRING");
        assertThat(probe("json", "{\"a\":1}\n" + endless).notes())
                .containsExactly("The types are guessed from the first 1 rows.");
    }

    @Test
    void readsWhatBeginsWithAByteOrderMark() throws Exception {
        assertThat(columns(probe("csv", "\uFEFFid,name\n1,a\n")))
                .isEqualTo("id BIGINT, name STRING");
        assertThat(columns(probe("json", "\uFEFF{\"id\":1}\n"))).isEqualTo("id BIGINT");
    }

    @Test
    void readsFieldsOverSeveralLines() throws Exception {
        // 1,001 lines of two for each row, so that what is read ends within a row.
        String rows =
                IntStream.range(0, 900)
                        .mapToObj(i -> i + ",\"one\ntwo\"")
                        .collect(Collectors.joining("\n"));

        Draft found = probe("csv", "id,text\n" + rows);

        assertThat(columns(found)).isEqualTo("id BIGINT, text STRING");
        assertThat(found.notes().get(0))
                .isEqualTo("The types are guessed from the first 499 rows.");
        assertThatThrownBy(() -> probe("csv", "1,a\n2,\"b\n"))
                .hasMessageStartingWith("After 1 rows the file is no CSV: ");
    }

    @Test
    void unpacksFilesAsFlinkDoes() throws Exception {
        Path file = folder.resolve("orders.csv.gz");
        try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(file))) {
            packed.write("id,name\n1,a\n".getBytes(UTF_8));
        }

        Draft found = new SourceProbe().probe(options("csv", file), false);

        assertThat(columns(found)).isEqualTo("id BIGINT, name STRING");
    }

    @Test
    void readsJsonWithRowsInRows() throws Exception {
        Draft found =
                probe(
                        "json",
                        "{\"id\":1,\"who\":{\"name\":\"a\",\"tags\":[\"x\"]},\"n\":1,\"mixed\":1}\n\n"
                                + "{\"id\":2,\"who\":{\"age\":3},\"n\":1.5,\"mixed\":{\"a\":1},"
                                + "\"items\":[{\"p\":1}],\"at\":\"2026-11-23 10:00:00\"}\n");

        assertThat(columns(found))
                .isEqualTo(
                        "id BIGINT, who ROW<`name` STRING, `tags` ARRAY<STRING>, `age` BIGINT>,"
                                + " n DOUBLE, mixed STRING, items ARRAY<ROW<`p` BIGINT>>,"
                                + " at TIMESTAMP(3)");
    }

    @Test
    void saysWhatIsWrongWithJson() {
        assertThatThrownBy(() -> probe("json", "{\"id\":1}\n{oops\n"))
                .hasMessageStartingWith("Row 2 is not JSON: ");
        assertThatThrownBy(() -> probe("json", "[{\"id\":1}]"))
                .hasMessageContaining("one object a line");
        assertThatThrownBy(() -> probe("json", "")).hasMessageContaining("empty");
    }

    @Test
    void readsTheFooterOfParquet() throws Exception {
        MessageType schema =
                MessageTypeParser.parseMessageType(
                        "message m { required int64 id; optional binary name (STRING);"
                                + " optional int64 at (TIMESTAMP(MICROS,false));"
                                + " optional fixed_len_byte_array(9) price (DECIMAL(20,2));"
                                + " optional group tags (LIST) { repeated group list {"
                                + " optional binary element (STRING); } }"
                                + " optional group place { optional double x; } }");
        Path file = folder.resolve("data/p=1/a.parquet");
        Configuration settings = new Configuration();
        try (ParquetWriter<Group> writer =
                ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
                        .withConf(settings)
                        .withType(schema)
                        .build()) {
            writer.write(new SimpleGroupFactory(schema).newGroup().append("id", 1L));
        }

        Draft found = new SourceProbe().probe(options("parquet", folder.resolve("data")), false);

        assertThat(columns(found))
                .isEqualTo(
                        "id BIGINT, name STRING, at TIMESTAMP(6), price DECIMAL(20, 2),"
                                + " tags ARRAY<STRING>, place ROW<`x` DOUBLE>, p BIGINT");
        assertThat(found.partitionKeys()).containsExactly("p");
        assertThat(found.notes())
                .containsExactly(
                        "The types are those of the file; it holds 1 rows.",
                        "The folders are named by values of p: the table is partitioned by it.",
                        "Only one file was looked at: p=1/a.parquet.");
    }

    @Test
    void takesColumnsFromTheNamesOfFolders() throws Exception {
        for (String place : List.of("day=2026-11-22/hour=07", "day=2026-11-23/hour=08")) {
            Files.createDirectories(folder.resolve("parts").resolve(place));
            Files.writeString(folder.resolve("parts").resolve(place).resolve("a.csv"), "1,a\n");
        }
        Files.createDirectories(folder.resolve("parts/day=__DEFAULT_PARTITION__"));

        Draft found = new SourceProbe().probe(options("csv", folder.resolve("parts")), false);

        assertThat(columns(found)).isEqualTo("c1 BIGINT, c2 STRING, day DATE, hour STRING");
        assertThat(found.partitionKeys()).containsExactly("day", "hour");
    }

    @Test
    void takesNoColumnFromFoldersOfSeveralKinds() throws Exception {
        for (String place : List.of("mixed/a=1", "mixed/b=1")) {
            Files.createDirectories(folder.resolve(place));
            Files.writeString(folder.resolve(place).resolve("a.csv"), "1,a\n");
        }

        Draft found = new SourceProbe().probe(options("csv", folder.resolve("mixed")), false);

        assertThat(found.partitionKeys()).isEmpty();
    }

    @Test
    void saysWhatIsMissing() {
        expectFailure(options("csv", folder.resolve("nothing")), "There is no file or folder");
        expectFailure(Map.of("connector", "filesystem"), "'path' is missing (expected: a value)");
        expectFailure(Map.of("connector", "elasticsearch"), "connector: 'elasticsearch'");
        expectFailure(Map.of("connector", "kafka"), "'properties.bootstrap.servers' is missing");
        expectFailure(
                Map.of("connector", "jdbc", "url", "jdbc:nowhere:x"),
                "No driver here takes 'jdbc:nowhere:x'");
    }

    private static void expectFailure(Map<String, String> options, String message) {
        assertThatThrownBy(() -> new SourceProbe().probe(options, false))
                .hasMessageStartingWith(message);
    }

    private Draft probe(String format, String text) throws Exception {
        Path file = Files.writeString(folder.resolve("file." + format), text);
        return new SourceProbe().probe(options(format, file), false);
    }

    private static Map<String, String> options(String format, Path path) {
        return Map.of("connector", "filesystem", "path", path.toString(), "format", format);
    }

    private static String columns(Draft found) {
        List<ProbedColumn> columns = found.columns();
        return columns.stream()
                .map(one -> one.name() + " " + one.type())
                .collect(Collectors.joining(", "));
    }
}
