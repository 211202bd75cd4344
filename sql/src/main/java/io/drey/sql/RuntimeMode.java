package io.drey.sql;

import java.util.List;
import java.util.Locale;

/**
 * The mode of a script's job: a planner is made for one, so it must be known before the first
 * statement is run.
 */
public final class RuntimeMode {
    private static final String KEY = "'execution.runtime-mode'";

    private RuntimeMode() {}

    /**
     * What the script sets last, in lower case.
     *
     * @param inherited what holds where it sets none
     */
    public static String of(List<SqlStatement> statements, String inherited) {
        String mode = inherited;
        for (SqlStatement statement : statements) {
            String text = statement.text();
            List<Token> tokens = Tokens.of(text);
            if (statement.what().equals("SET")
                    && tokens.size() == 4
                    && text(text, tokens.get(1)).equals(KEY)) {
                String value = text(text, tokens.get(3));
                mode = value.substring(1, value.length() - 1).toLowerCase(Locale.ROOT);
                if (!List.of("batch", "streaming", "automatic").contains(mode)) {
                    throw new ScriptException(
                            statement.start(),
                            "execution.runtime-mode: " + value + " (expected: batch or streaming)");
                }
            } else if (statement.what().equals("RESET") && isOfMode(text, tokens)) {
                mode = inherited;
            }
        }
        return mode;
    }

    private static boolean isOfMode(String text, List<Token> tokens) {
        return tokens.size() == 1 || text(text, tokens.get(1)).equals(KEY);
    }

    private static String text(String text, Token token) {
        return text.substring(token.start(), token.end());
    }
}
