package io.drey.kernel.flink120.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drey.protocol.CatalogMessages.ProbedColumn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
        Found found =
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
        Found found = probe("csv", "1,true,2026-11-23\n2,false,2026-11-24\n");

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
    void readsJsonWithRowsInRows() throws Exception {
        Found found =
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

        Found found = new SourceProbe().probe(options("parquet", folder.resolve("data")));

        assertThat(columns(found))
                .isEqualTo(
                        "id BIGINT, name STRING, at TIMESTAMP(6), price DECIMAL(20, 2),"
                                + " tags ARRAY<STRING>, place ROW<`x` DOUBLE>");
        assertThat(found.notes())
                .containsExactly(
                        "The types are those of the file; it holds 1 rows.",
                        "Only one of 1 files was looked at: a.parquet.");
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> new SourceProbe().probe(options("csv", folder.resolve("nothing"))))
                .hasMessageContaining("There is no file or folder");
        assertThatThrownBy(() -> new SourceProbe().probe(Map.of("connector", "filesystem")))
                .hasMessage("'path' is missing (expected: a value)");
        assertThatThrownBy(() -> new SourceProbe().probe(Map.of("connector", "kafka")))
                .hasMessageStartingWith("connector: 'kafka'");
        assertThatThrownBy(
                        () ->
                                new SourceProbe()
                                        .probe(
                                                Map.of(
                                                        "connector",
                                                        "jdbc",
                                                        "url",
                                                        "jdbc:nowhere:x")))
                .hasMessageContaining("No driver here takes 'jdbc:nowhere:x'");
    }

    private Found probe(String format, String text) throws Exception {
        Path file = Files.writeString(folder.resolve("file." + format), text);
        return new SourceProbe().probe(options(format, file));
    }

    private static Map<String, String> options(String format, Path path) {
        return Map.of("connector", "filesystem", "path", path.toString(), "format", format);
    }

    private static String columns(Found found) {
        List<ProbedColumn> columns = found.columns();
        return columns.stream()
                .map(one -> one.name() + " " + one.type())
                .collect(Collectors.joining(", "));
    }
}
