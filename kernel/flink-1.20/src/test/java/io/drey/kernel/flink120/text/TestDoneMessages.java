package io.drey.kernel.flink120.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.sql.StatementSplitter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestDoneMessages {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "CREATE TABLE flights (a INT) | Table `flights` created.",
                "create temporary view my_view as select 1 | View `my_view` created.",
                "CREATE TABLE IF NOT EXISTS c.d.t (a INT) | Table `c.d.t` exists.",
                "CREATE TABLE `my table` (a INT) | Table `my table` created.",
                "CREATE OR REPLACE TABLE t AS SELECT 1 | Table `t` created.",
                "CREATE TEMPORARY SYSTEM FUNCTION f AS 'x' | Function `f` created.",
                "DROP TABLE IF EXISTS t | Table `t` dropped.",
                "ALTER TABLE t RENAME TO u | Table `t` changed.",
                "CREATE CATALOG c WITH ('type' = 'x') | Catalog `c` created.",
                "USE CATALOG c | Now using catalog `c`.",
                "USE `d b` | Now using database `d b`.",
                "SET 'a' = 'b' | `a` is now `b`.",
                "SET a = b | Set.",
                "RESET | Back to the default.",
                "LOAD MODULE hive | Done."
            })
    void saysWhatWasDone(String source, String expected) {
        assertThat(DoneMessages.of(StatementSplitter.split(source).get(0))).isEqualTo(expected);
    }
}
