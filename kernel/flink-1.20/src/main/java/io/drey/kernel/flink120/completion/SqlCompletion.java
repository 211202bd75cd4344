package io.drey.kernel.flink120.completion;

import static java.util.Objects.requireNonNull;

import io.drey.kernel.flink120.error.KnownNames;
import io.drey.kernel.flink120.text.CaretContext;
import io.drey.protocol.KernelMessages.Completion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Finds what could stand at the caret: names of the catalog, functions and keywords. Thread-safe.
 *
 * <p>Flink's own hints are left aside: they know neither statements nor functions, and are wrong
 * inside unfinished queries.
 */
public final class SqlCompletion {
    private static final int MOST = 100;
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private static final List<String> STATEMENTS =
            List.of(
                    "SELECT",
                    "INSERT INTO",
                    "INSERT OVERWRITE",
                    "CREATE TABLE",
                    "CREATE TEMPORARY TABLE",
                    "CREATE VIEW",
                    "CREATE TEMPORARY VIEW",
                    "CREATE FUNCTION",
                    "CREATE CATALOG",
                    "CREATE DATABASE",
                    "DROP TABLE",
                    "DROP VIEW",
                    "ALTER TABLE",
                    "SHOW TABLES",
                    "SHOW CREATE TABLE",
                    "SHOW FUNCTIONS",
                    "SHOW CATALOGS",
                    "SHOW DATABASES",
                    "SHOW JOBS",
                    "DESCRIBE",
                    "EXPLAIN",
                    "SET",
                    "RESET",
                    "USE",
                    "USE CATALOG",
                    "WITH",
                    "VALUES",
                    "ADD JAR",
                    "ANALYZE TABLE",
                    "EXECUTE STATEMENT SET BEGIN",
                    "STOP JOB",
                    "CALL");

    private static final List<String> KEYWORDS =
            List.of(
                    "SELECT",
                    "DISTINCT",
                    "FROM",
                    "WHERE",
                    "GROUP BY",
                    "HAVING",
                    "ORDER BY",
                    "LIMIT",
                    "JOIN",
                    "LEFT JOIN",
                    "RIGHT JOIN",
                    "FULL JOIN",
                    "CROSS JOIN",
                    "ON",
                    "USING",
                    "AS",
                    "AND",
                    "OR",
                    "NOT",
                    "IN",
                    "EXISTS",
                    "BETWEEN",
                    "LIKE",
                    "IS NULL",
                    "IS NOT NULL",
                    "CASE",
                    "WHEN",
                    "THEN",
                    "ELSE",
                    "END",
                    "CAST",
                    "TRY_CAST",
                    "UNION",
                    "UNION ALL",
                    "INTERSECT",
                    "EXCEPT",
                    "VALUES",
                    "INTERVAL",
                    "OVER",
                    "PARTITION BY",
                    "DESC",
                    "ASC",
                    "TABLE",
                    "DESCRIPTOR",
                    "TUMBLE",
                    "HOP",
                    "CUMULATE",
                    "SESSION",
                    "WATERMARK FOR",
                    "PRIMARY KEY",
                    "NOT ENFORCED",
                    "WITH",
                    "LATERAL",
                    "UNNEST",
                    "FOR SYSTEM_TIME AS OF",
                    "MATCH_RECOGNIZE",
                    "STRING",
                    "BIGINT",
                    "INT",
                    "DOUBLE",
                    "BOOLEAN",
                    "TIMESTAMP",
                    "DECIMAL",
                    "DATE",
                    "NULL",
                    "TRUE",
                    "FALSE");

    private final KnownNames names;

    public SqlCompletion(KnownNames names) {
        this.names = requireNonNull(names, "names");
    }

    /** What fits, best first; {@code position} counts the characters before the caret. */
    public List<Completion> complete(String source, int position) {
        CaretContext caret = CaretContext.of(source, position);
        List<Completion> found = new ArrayList<>();
        switch (caret.expects()) {
            case STATEMENT -> addWords(found, caret, STATEMENTS, "keyword");
            case TABLE -> addTables(found, caret);
            case COLUMN -> addColumns(found, caret);
            case CONNECTOR -> addWords(found, caret, names.connectors(), "connector");
            case FORMAT -> addWords(found, caret, names.formats(), "format");
            case NOTHING -> {}
        }
        return found.stream().distinct().limit(MOST).toList();
    }

    private void addTables(List<Completion> found, CaretContext caret) {
        addNames(found, caret, names.tables(), "table");
        addNames(found, caret, names.databases(), "database");
        addNames(found, caret, names.catalogs(), "catalog");
        addWords(found, caret, List.of("TABLE", "LATERAL"), "keyword");
    }

    private void addColumns(List<Completion> found, CaretContext caret) {
        if (!caret.qualifier().isEmpty()) {
            String table = caret.tables().getOrDefault(caret.qualifier(), caret.qualifier());
            addColumns(found, caret, table);
            if (names.databases().contains(caret.qualifier())) {
                addNames(found, caret, names.tables(), "table");
            }
            return;
        }
        for (String table : caret.tables().values().stream().distinct().sorted().toList()) {
            addColumns(found, caret, table);
        }
        for (Map.Entry<String, String> known : caret.tables().entrySet()) {
            addNames(found, caret, List.of(known.getKey()), "table");
        }
        addWords(found, caret, KEYWORDS, "keyword");
        if (!caret.prefix().isEmpty()) {
            addWords(
                    found,
                    caret,
                    names.functions().stream()
                            .filter(name -> PLAIN_NAME.matcher(name).matches())
                            .map(name -> name.toUpperCase(Locale.ROOT))
                            .sorted()
                            .toList(),
                    "function");
            addNames(found, caret, names.tables(), "table");
        }
    }

    private void addColumns(List<Completion> found, CaretContext caret, String table) {
        names.columns(table)
                .forEach(
                        (name, type) -> {
                            if (fits(caret, name)) {
                                String detail = type + " · " + table;
                                found.add(new Completion(written(name), "column", detail));
                            }
                        });
    }

    private void addNames(
            List<Completion> found,
            CaretContext caret,
            Collection<String> candidates,
            String what) {
        candidates.stream()
                .filter(name -> fits(caret, name))
                .forEach(name -> found.add(new Completion(written(name), what, null)));
    }

    private static void addWords(
            List<Completion> found, CaretContext caret, Collection<String> words, String what) {
        words.stream()
                .filter(word -> fits(caret, word))
                .forEach(word -> found.add(new Completion(word, what, null)));
    }

    private static boolean fits(CaretContext caret, String word) {
        return word.regionMatches(true, 0, caret.prefix(), 0, caret.prefix().length());
    }

    /** A name as it has to be written in SQL. */
    private String written(String name) {
        boolean isPlain =
                PLAIN_NAME.matcher(name).matches()
                        && !names.isReservedWord(name.toUpperCase(Locale.ROOT));
        return isPlain ? name : "`" + name.replace("`", "``") + "`";
    }
}
