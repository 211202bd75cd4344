package io.drey.kernel.flink120.text;

import java.util.List;
import java.util.Locale;

/** The words that statements begin with. */
public final class StatementWords {
    public static final List<String> ALL =
            List.of(
                    "SELECT",
                    "INSERT INTO",
                    "INSERT OVERWRITE",
                    "CREATE TABLE",
                    "CREATE TEMPORARY TABLE",
                    "CREATE VIEW",
                    "CREATE TEMPORARY VIEW",
                    "CREATE FUNCTION",
                    "CREATE TEMPORARY FUNCTION",
                    "CREATE TEMPORARY SYSTEM FUNCTION",
                    "CREATE CATALOG",
                    "CREATE DATABASE",
                    "DROP TABLE",
                    "DROP TEMPORARY TABLE",
                    "DROP VIEW",
                    "DROP TEMPORARY VIEW",
                    "DROP FUNCTION",
                    "DROP TEMPORARY FUNCTION",
                    "DROP CATALOG",
                    "DROP DATABASE",
                    "ALTER TABLE",
                    "ALTER VIEW",
                    "ALTER DATABASE",
                    "SHOW TABLES",
                    "SHOW VIEWS",
                    "SHOW COLUMNS FROM",
                    "SHOW CREATE TABLE",
                    "SHOW CREATE VIEW",
                    "SHOW FUNCTIONS",
                    "SHOW USER FUNCTIONS",
                    "SHOW CATALOGS",
                    "SHOW CURRENT CATALOG",
                    "SHOW DATABASES",
                    "SHOW CURRENT DATABASE",
                    "SHOW PARTITIONS",
                    "SHOW MODULES",
                    "SHOW FULL MODULES",
                    "SHOW JARS",
                    "SHOW JOBS",
                    "DESCRIBE",
                    "EXPLAIN",
                    "EXPLAIN ESTIMATED_COST",
                    "EXPLAIN CHANGELOG_MODE",
                    "SET",
                    "RESET",
                    "USE",
                    "USE CATALOG",
                    "USE MODULES",
                    "LOAD MODULE",
                    "UNLOAD MODULE",
                    "WITH",
                    "VALUES",
                    "UPDATE",
                    "DELETE FROM",
                    "TRUNCATE TABLE",
                    "ADD JAR",
                    "REMOVE JAR",
                    "ANALYZE TABLE",
                    "EXECUTE STATEMENT SET BEGIN",
                    "BEGIN STATEMENT SET",
                    "STOP JOB",
                    "CALL");

    private StatementWords() {}

    /** Whether more words can follow these, so that they become a statement. */
    public static boolean isBeginning(String words) {
        return words.isEmpty() || !following(words).isEmpty();
    }

    /** What can follow the given words, up to the end of each statement's beginning. */
    public static List<String> following(String words) {
        if (words.isEmpty()) {
            return ALL;
        }
        String begin = words.toUpperCase(Locale.ROOT) + " ";
        if (begin.equals("EXPLAIN ")) {
            return List.of("ESTIMATED_COST", "CHANGELOG_MODE", "SELECT", "INSERT INTO", "WITH");
        }
        return ALL.stream()
                .filter(one -> one.startsWith(begin))
                .map(one -> one.substring(begin.length()))
                .toList();
    }
}
