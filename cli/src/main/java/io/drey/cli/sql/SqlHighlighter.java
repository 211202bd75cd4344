package io.drey.cli.sql;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Colours what is typed at the prompt. Stateless. */
final class SqlHighlighter implements Highlighter {
    private static final Pattern TOKENS =
            Pattern.compile(
                    "(?<comment>--[^\\n]*|/\\*(?s:.*?)(?:\\*/|$))"
                            + "|(?<text>'(?:[^']|'')*'?)"
                            + "|(?<name>`[^`]*`?|\"[^\"]*\"?)"
                            + "|(?<number>\\b\\d+(?:\\.\\d+)?\\b)"
                            + "|(?<word>[A-Za-z_][A-Za-z_0-9]*)");

    private static final Set<String> KEYWORDS =
            Set.of(
                    """
                    ADD ALL ALTER ANALYZE AND ANY ARRAY AS ASC BEGIN BETWEEN BY CALL CASE CAST \
                    CATALOG CATALOGS COLUMN COLUMNS COMMENT COMPUTE CREATE CROSS CUBE CURRENT \
                    DATABASE DATABASES DELETE DESC DESCRIBE DESCRIPTOR DISTINCT DROP ELSE END \
                    ENFORCED EXCEPT EXECUTE EXISTS EXPLAIN EXTENDED FALSE FIRST FOLLOWING FOR FROM \
                    FULL FUNCTION FUNCTIONS GROUP GROUPING HAVING HOP IF IN INNER INSERT INTERSECT \
                    INTERVAL INTO IS JAR JARS JOB JOBS JOIN KEY LAST LATERAL LEFT LIKE LIMIT LOAD \
                    MATCH_RECOGNIZE MODULE MODULES NATURAL NOT NULL NULLS OF OFFSET ON OR ORDER \
                    OUTER OVER OVERWRITE PARTITION PARTITIONED PRECEDING PRIMARY PROCEDURES RANGE \
                    REMOVE RESET RIGHT ROLLUP ROW ROWS SELECT SET SETS SHOW STATEMENT STATISTICS \
                    STOP SYSTEM_TIME TABLE TABLES TEMPORARY THEN TO TRUE TRUNCATE TUMBLE UNBOUNDED \
                    UNION UNNEST UPDATE USE USING VALUES VIEW VIEWS WATERMARK WHEN WHERE WINDOW \
                    WITH WITHOUT\
                    """
                            .split(" "));

    @Override
    public AttributedString highlight(LineReader reader, String buffer) {
        AttributedStringBuilder text = new AttributedStringBuilder();
        Matcher token = TOKENS.matcher(buffer);
        int end = 0;
        while (token.find()) {
            text.append(buffer.substring(end, token.start()));
            text.styled(styleOf(token), token.group());
            end = token.end();
        }
        return text.append(buffer.substring(end)).toAttributedString();
    }

    private static AttributedStyle styleOf(Matcher token) {
        AttributedStyle plain = AttributedStyle.DEFAULT;
        if (token.group("comment") != null) {
            return plain.faint();
        }
        if (token.group("text") != null) {
            return plain.foreground(AttributedStyle.GREEN);
        }
        if (token.group("name") != null) {
            return plain.foreground(AttributedStyle.CYAN);
        }
        if (token.group("number") != null) {
            return plain.foreground(AttributedStyle.MAGENTA);
        }
        return KEYWORDS.contains(token.group().toUpperCase(Locale.ROOT))
                ? plain.bold().foreground(AttributedStyle.BLUE)
                : plain;
    }
}
