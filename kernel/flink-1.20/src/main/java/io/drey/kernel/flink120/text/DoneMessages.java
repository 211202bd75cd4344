package io.drey.kernel.flink120.text;

import io.drey.sql.SqlStatement;
import io.drey.sql.Token;
import io.drey.sql.Tokens;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in plain words what a statement without rows has done. */
public final class DoneMessages {
    /** Words between what is made and its name. */
    private static final Set<String> SKIPPED = Set.of("IF", "NOT", "EXISTS", "OR", "REPLACE");

    private static final Pattern SETTING =
            Pattern.compile("SET\\s+'([^']+)'\\s*=\\s*'([^']*)'", Pattern.CASE_INSENSITIVE);

    private DoneMessages() {}

    public static String of(SqlStatement statement) {
        String what = statement.what();
        if (what.startsWith("CREATE ")) {
            return done(
                    statement,
                    statement.text().matches("(?is).*?\\bIF\\s+NOT\\s+EXISTS\\b.*")
                            ? "exists"
                            : "created");
        }
        if (what.startsWith("DROP ")) {
            return done(statement, "dropped");
        }
        if (what.startsWith("ALTER ")) {
            return done(statement, "changed");
        }
        return switch (what) {
            case "SET" -> set(statement);
            case "RESET" -> "Back to the default.";
            case "ADD JAR" -> "The jar is added.";
            case "STOP JOB" -> "The job is stopped.";
            case "USE CATALOG" -> "Now using catalog " + lastWord(statement) + ".";
            case "USE" -> "Now using database " + lastWord(statement) + ".";
            default -> "Done.";
        };
    }

    private static String set(SqlStatement statement) {
        Matcher matcher = SETTING.matcher(statement.text());
        return matcher.matches()
                ? "`" + matcher.group(1) + "` is now `" + matcher.group(2) + "`."
                : "Set.";
    }

    private static String done(SqlStatement statement, String verb) {
        String kind = statement.what().substring(statement.what().indexOf(' ') + 1);
        String noun = kind.charAt(0) + kind.substring(1).toLowerCase(Locale.ROOT);
        return noun + " " + name(statement, kind) + " " + verb + ".";
    }

    /** The name after the kind, as it was written. */
    private static String name(SqlStatement statement, String kind) {
        String text = statement.text();
        List<Token> tokens = Tokens.of(text);
        String lastOfKind = kind.substring(kind.lastIndexOf(' ') + 1);
        int i = 0;
        while (i < tokens.size() && !tokens.get(i).isWord(text, lastOfKind)) {
            i++;
        }
        i++;
        while (i < tokens.size() && isSkipped(text, tokens.get(i))) {
            i++;
        }
        if (i >= tokens.size()) {
            return "";
        }
        int end = i;
        while (end + 2 < tokens.size() && text.charAt(tokens.get(end + 1).start()) == '.') {
            end += 2;
        }
        String name = text.substring(tokens.get(i).start(), tokens.get(end).end());
        return name.indexOf('`') >= 0 ? name : "`" + name + "`";
    }

    private static boolean isSkipped(String text, Token token) {
        return SKIPPED.contains(
                text.substring(token.start(), token.end()).toUpperCase(Locale.ROOT));
    }

    private static String lastWord(SqlStatement statement) {
        List<Token> tokens = Tokens.of(statement.text());
        Token last = tokens.get(tokens.size() - 1);
        String word = statement.text().substring(last.start(), last.end());
        return word.startsWith("`") ? word : "`" + word + "`";
    }
}
