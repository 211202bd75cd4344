package io.drey.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TestTextFormats {
    @Test
    void quotesInCsvOnlyWhatNeedsIt() {
        String text =
                Rows.of("a,b:string", "n:number", "t:temporal")
                        .row("plain", 1L, LocalDateTime.of(2001, 1, 2, 3, 4, 5))
                        .row("say \"hi\", twice\n", 2.5, null)
                        .row("", null, null)
                        .write(out -> new CsvWriter(out, false));

        assertThat(text)
                .isEqualTo(
                        """
                        "a,b",n,t
                        plain,1,2001-01-02T03:04:05
                        "say ""hi"", twice
                        ",2.5,
                        "",,
                        """);
    }

    @Test
    void putsTheKindOfChangeFirst() {
        assertThat(Rows.of("n:number").row(1).write(out -> new CsvWriter(out, true)))
                .isEqualTo("op,n\n+U,1\n");
        assertThat(Rows.of("n:number").row(1).write(out -> new JsonLinesWriter(out, true)))
                .isEqualTo("{\"op\":\"+U\",\"row\":{\"n\":1}}\n");
    }

    @Test
    void writesJsonValuesAsTheApiDoes() {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("a", null);
        row.put("b", true);
        String text =
                Rows.of(
                                "d:number",
                                "f:number",
                                "t:temporal",
                                "b:binary",
                                "r:nested",
                                "l:nested",
                                "s:string")
                        .row(
                                new BigDecimal("1.50"),
                                Double.NaN,
                                LocalDateTime.of(2001, 1, 2, 3, 4),
                                new byte[] {1, 2},
                                row,
                                Arrays.asList(1, null),
                                "q\"\\\n\u0001")
                        .write(out -> new JsonLinesWriter(out, false));

        assertThat(text)
                .isEqualTo(
                        "{\"d\":\"1.50\",\"f\":\"NaN\",\"t\":\"2001-01-02T03:04:00\",\"b\":\"AQI=\","
                                + "\"r\":{\"a\":null,\"b\":true},\"l\":[1,null],"
                                + "\"s\":\"q\\\"\\\\\\n\\u0001\"}\n");
    }

    @Test
    void writesAnEmptyArray() {
        assertThat(Rows.of("n:number").write(JsonArrayWriter::new)).isEqualTo("[]\n");
    }
}
