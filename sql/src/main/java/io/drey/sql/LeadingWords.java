package io.drey.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a statement is called: the words it begins with, as far as they say what it does. */
final class LeadingWords {
    private static final int MOST_WORDS = 3;

    /** Words that say all there is to say. */
    private static final Set<String> ALONE =
            Set.of(
                    "SELECT",
                    "WITH",
                    "VALUES",
                    "TABLE",
                    "SET",
                    "RESET",
                    "DESCRIBE",
                    "DESC",
                    "CALL",
                    "DELETE",
                    "UPDATE",
                    "EXPLAIN",
                    "HELP",
                    "QUIT",
                    "CLEAR",
                    "END");

    /** Words that only qualify what is made. */
    private static final Set<String> SKIPPED = Set.of("OR", "REPLACE", "TEMPORARY", "SYSTEM");

    /** Second words that need a third to be understood. */
    private static final Set<String> INCOMPLETE =
            Set.of("STATEMENT", "MATERIALIZED", "CURRENT", "FULL", "USER", "PLAN", "AND", "CREATE");

    /** What can follow USE without being a name. */
    private static final Set<String> USED_KINDS = Set.of("CATALOG", "MODULES");

    private LeadingWords() {}

    static String of(String source, List<Token> tokens) {
        List<String> words = new ArrayList<>();
        for (Token token : tokens) {
            boolean isParenthesis =
                    token.kind() == Token.Kind.OTHER && source.charAt(token.start()) == '(';
            if (isParenthesis && words.isEmpty()) {
                continue;
            }
            if (token.kind() != Token.Kind.WORD || isComplete(words)) {
                break;
            }
            String word = source.substring(token.start(), token.end()).toUpperCase(Locale.ROOT);
            if (words.equals(List.of("USE")) && !USED_KINDS.contains(word)) {
                break;
            }
            if (words.isEmpty() || !SKIPPED.contains(word)) {
                words.add(word);
            }
        }
        return words.isEmpty() ? "?" : String.join(" ", words);
    }

    private static boolean isComplete(List<String> words) {
        return switch (words.size()) {
            case 0 -> false;
            case 1 -> ALONE.contains(words.get(0));
            case 2 -> !INCOMPLETE.contains(words.get(1));
            default -> words.size() >= MOST_WORDS;
        };
    }
}
