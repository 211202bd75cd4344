package io.drey.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TestStatementSplitter {
    static Stream<Arguments> sources() {
        return Stream.of(
                source("nothing", ""),
                source("only space and comments", " \n -- a;b\n /* c; */ // d;\n"),
                source("only semicolons", ";;\n;"),
                source("one without semicolon", "SELECT 1", "SELECT 1"),
                source("one with semicolon", "SELECT 1 ; \n", "SELECT 1"),
                source("two on a line", "SELECT 1;SELECT 2", "SELECT 1", "SELECT 2"),
                source("a semicolon in text", "SELECT ';' ; SELECT 2", "SELECT ';'", "SELECT 2"),
                source(
                        "a doubled quote",
                        "SELECT 'it''s;' ; SELECT 2",
                        "SELECT 'it''s;'",
                        "SELECT 2"),
                source(
                        "a semicolon in a name",
                        "SELECT `a;b`;SELECT 2",
                        "SELECT `a;b`",
                        "SELECT 2"),
                source("a doubled backtick", "SELECT `a``;b`;", "SELECT `a``;b`"),
                source(
                        "a quote in a line comment",
                        "SELECT 1 -- it's\n;SELECT 2",
                        "SELECT 1",
                        "SELECT 2"),
                source(
                        "a quote in a block comment",
                        "SELECT /* it's; */ 1;SELECT 2",
                        "SELECT /* it's; */ 1",
                        "SELECT 2"),
                source(
                        "comment marks in text",
                        "SELECT '--', '/*';SELECT 2",
                        "SELECT '--', '/*'",
                        "SELECT 2"),
                source(
                        "a path in text",
                        "SELECT 'file:///tmp/x';SELECT 2",
                        "SELECT 'file:///tmp/x'",
                        "SELECT 2"),
                source(
                        "a hint",
                        "SELECT * FROM t /*+ OPTIONS('a'='b;') */;SELECT 2",
                        "SELECT * FROM t /*+ OPTIONS('a'='b;') */",
                        "SELECT 2"),
                source(
                        "a comment after a hint",
                        "SELECT * FROM t /*+ OPTIONS('a'='b') */ /* it's c; */;SELECT 2",
                        "SELECT * FROM t /*+ OPTIONS('a'='b') */",
                        "SELECT 2"),
                source(
                        "a hint inside",
                        "SELECT /*+ BROADCAST(t) */ * FROM t",
                        "SELECT /*+ BROADCAST(t) */ * FROM t"),
                source("minus is no comment", "SELECT 1 - 1; SELECT 2", "SELECT 1 - 1", "SELECT 2"),
                source(
                        "CASE ... END",
                        "SELECT CASE WHEN a THEN 1 END; SELECT 2",
                        "SELECT CASE WHEN a THEN 1 END",
                        "SELECT 2"),
                source(
                        "a statement set",
                        "EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1; INSERT INTO b SELECT 2; END; SELECT 3",
                        "EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1; INSERT INTO b SELECT 2; END",
                        "SELECT 3"),
                source(
                        "a statement set explained",
                        "EXPLAIN STATEMENT SET BEGIN\nINSERT INTO a SELECT 1;\nEND;",
                        "EXPLAIN STATEMENT SET BEGIN\nINSERT INTO a SELECT 1;\nEND"),
                source(
                        "a statement set in Flink's older form",
                        "begin statement set; INSERT INTO a SELECT CASE WHEN x THEN 1 END; end; SELECT 3",
                        "begin statement set; INSERT INTO a SELECT CASE WHEN x THEN 1 END; end",
                        "SELECT 3"),
                source(
                        "a set that is not closed",
                        "BEGIN STATEMENT SET; SELECT 1; SELECT 2",
                        "BEGIN STATEMENT SET; SELECT 1; SELECT 2"),
                source(
                        "a quote that is not closed",
                        "SELECT 1; SELECT 'a; SELECT 2",
                        "SELECT 1",
                        "SELECT 'a; SELECT 2"),
                source(
                        "a comment that is not closed",
                        "SELECT 1; SELECT 2 /* a; b",
                        "SELECT 1",
                        "SELECT 2"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sources")
    void splits(String story, String source, List<String> expected) {
        List<SqlStatement> statements = StatementSplitter.split(source);

        assertThat(statements).extracting(SqlStatement::text).isEqualTo(expected);
        assertThat(statements)
                .extracting(SqlStatement::index)
                .isEqualTo(Stream.iterate(0, i -> i + 1).limit(expected.size()).toList());
    }

    @Test
    void knowsWhereStatementsAre() {
        List<SqlStatement> statements =
                StatementSplitter.split("-- first\n  SELECT 1 ;\r\n\tSELECT\n  2\n-- end\n");

        assertThat(statements.get(0).start()).isEqualTo(new Place(2, 3));
        assertThat(statements.get(0).end()).isEqualTo(new Place(2, 10));
        assertThat(statements.get(1).start()).isEqualTo(new Place(3, 2));
        assertThat(statements.get(1).end()).isEqualTo(new Place(4, 3));
    }

    @Test
    void knowsThePartsOfAStatementSet() {
        SqlStatement set =
                StatementSplitter.split(
                                "BEGIN STATEMENT SET;\n  INSERT INTO a SELECT 1;\n  INSERT INTO b\n  SELECT 2;\nEND;")
                        .get(0);

        assertThat(set.what()).isEqualTo("BEGIN STATEMENT SET");
        assertThat(set.flaw()).isNull();
        assertThat(set.parts())
                .extracting(SqlStatement::text)
                .containsExactly("INSERT INTO a SELECT 1", "INSERT INTO b\n  SELECT 2");
        assertThat(set.parts().get(1).start()).isEqualTo(new Place(3, 3));
    }

    @Test
    void tellsOfQuotesThatAreNotClosed() {
        SqlStatement statement = StatementSplitter.split("SELECT 1;\nSELECT `a").get(1);

        assertThat(statement.findFlaw()).isPresent();
        assertThat(statement.findFlaw().get().place()).isEqualTo(new Place(2, 8));
        assertThat(statement.findFlaw().get().message()).contains("`");
    }

    @Test
    void tellsOfStatementSetsThatAreNotEnded() {
        SqlStatement statement =
                StatementSplitter.split("BEGIN STATEMENT SET; INSERT INTO a SELECT 1;").get(0);

        assertThat(statement.findFlaw())
                .map(SqlStatement.Flaw::suggestion)
                .hasValueSatisfying(text -> assertThat(text).contains("END"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void namesStatements(String source, String expected) {
        assertThat(StatementSplitter.split(source).get(0).what()).isEqualTo(expected);
    }

    static Stream<Arguments> names() {
        return Stream.of(
                Arguments.of("select * from t", "SELECT"),
                Arguments.of("(SELECT 1) UNION (SELECT 2)", "SELECT"),
                Arguments.of("WITH q AS (SELECT 1) SELECT 2", "WITH"),
                Arguments.of("VALUES (1)", "VALUES"),
                Arguments.of("create table t (a INT)", "CREATE TABLE"),
                Arguments.of("CREATE OR REPLACE TABLE t AS SELECT 1", "CREATE TABLE"),
                Arguments.of("CREATE TEMPORARY SYSTEM FUNCTION f AS 'x'", "CREATE FUNCTION"),
                Arguments.of(
                        "CREATE MATERIALIZED TABLE t AS SELECT 1", "CREATE MATERIALIZED TABLE"),
                Arguments.of("INSERT OVERWRITE t SELECT 1", "INSERT OVERWRITE"),
                Arguments.of("SHOW TABLES", "SHOW TABLES"),
                Arguments.of("SHOW CREATE TABLE t", "SHOW CREATE TABLE"),
                Arguments.of("SHOW CURRENT CATALOG", "SHOW CURRENT CATALOG"),
                Arguments.of("USE db", "USE"),
                Arguments.of("USE CATALOG c", "USE CATALOG"),
                Arguments.of("SET 'a' = 'b'", "SET"),
                Arguments.of("EXPLAIN SELECT 1", "EXPLAIN"),
                Arguments.of("EXECUTE STATEMENT SET BEGIN END", "EXECUTE STATEMENT SET"),
                Arguments.of("ADD JAR 'x'", "ADD JAR"),
                Arguments.of("ANALYZE TABLE t COMPUTE STATISTICS", "ANALYZE TABLE"),
                Arguments.of("!", "?"));
    }

    private static Arguments source(String story, String source, String... statements) {
        return Arguments.of(story, source, List.of(statements));
    }
}
