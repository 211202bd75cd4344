package io.drey.cli.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drey.model.Arrangement;
import io.drey.model.RowFilter;
import io.drey.model.RowFilter.Op;
import io.drey.model.SortColumn;
import java.util.List;
import org.junit.jupiter.api.Test;

class TestArrangementText {
    @Test
    void readsSortFiltersAndSearch() {
        Arrangement read =
                ArrangementText.parse(
                        List.of("price:DESC", "a:b", "`x y`:asc"),
                        List.of(
                                "carrier in AA, 'D,L',''",
                                "price>=10.5",
                                "`my col` <> 'it''s'",
                                "name contains a = b",
                                "day between 2026-01-01,2026-02-01",
                                "gone is not null",
                                "name starts-with x",
                                "note = "),
                        "delay");

        assertThat(read)
                .isEqualTo(
                        new Arrangement(
                                List.of(
                                        new SortColumn("price", true),
                                        new SortColumn("a:b", false),
                                        new SortColumn("x y", false)),
                                List.of(
                                        filter("carrier", Op.IN, "AA", "D,L", ""),
                                        filter("price", Op.AT_LEAST, "10.5"),
                                        filter("my col", Op.NOT_EQUALS, "it's"),
                                        filter("name", Op.CONTAINS, "a = b"),
                                        filter("day", Op.BETWEEN, "2026-01-01", "2026-02-01"),
                                        filter("gone", Op.NOT_NULL),
                                        filter("name", Op.STARTS_WITH, "x"),
                                        filter("note", Op.EQUALS, "")),
                                "delay"));
    }

    @Test
    void saysWhatAFilterLooksLike() {
        for (String wrong : List.of("price", "price like x", "= 3", "a is null now")) {
            assertThatThrownBy(() -> ArrangementText.parse(List.of(), List.of(wrong), null))
                    .as(wrong)
                    .hasMessageContaining("--where: '" + wrong);
        }
    }

    private static RowFilter filter(String column, Op op, String... values) {
        return new RowFilter(column, op, List.of(values));
    }
}
