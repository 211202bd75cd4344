package io.drey.kernel.flink120.text;

import java.util.List;
import java.util.Map;

/**
 * What the text around a caret says about what could stand there.
 *
 * @param prefix what is already written of the word
 * @param from offset where that word begins
 * @param path the names in front of the dot, without backticks; empty when there is no dot
 * @param expects what kind of word fits
 * @param subject what it is about: the words of the statement so far, the clause, the option's key
 * @param lastWord the word in front, in capitals
 * @param options the options already written in the same parentheses
 * @param relations what the query reads
 * @param named tables that only the text knows: common table expressions, tables made above
 */
public record CaretContext(
        String prefix,
        int from,
        List<String> path,
        Expectation expects,
        String subject,
        String lastWord,
        Map<String, String> options,
        List<Relation> relations,
        List<Relation> named) {
    /** The kinds of words. */
    public enum Expectation {
        /** The next word of a statement that has only words so far. */
        STATEMENT,
        TABLE,
        DATABASE,
        CATALOG,
        FUNCTION,
        /** A value: a column, a call, a literal. */
        OPERAND,
        /** What can follow a value or a table: operators and clauses. */
        OPERATOR,
        TYPE,
        OPTION_KEY,
        CATALOG_OPTION_KEY,
        OPTION_VALUE,
        SETTING_KEY,
        SETTING_VALUE,
        HINT,
        /** An alias, as join hints take them. */
        RELATION,
        NOTHING
    }

    public CaretContext {
        path = List.copyOf(path);
        options = Map.copyOf(options);
        relations = List.copyOf(relations);
        named = List.copyOf(named);
    }

    /**
     * Looks at the statement that the caret is in; {@code position} counts characters before it.
     */
    public static CaretContext of(String source, int position) {
        return new CaretReader(source, Math.max(0, Math.min(position, source.length()))).read();
    }
}
