package io.drey.cli.sql;

import java.util.ArrayList;
import java.util.List;

/** A path of names as SQL writes it, such as {@code shop.`my orders`}. */
public final class SqlPath {
    private SqlPath() {}

    /**
     * The names of a path; none of an empty one.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static List<String> parse(String path) {
        List<String> names = new ArrayList<>();
        int at = 0;
        while (at < path.length()) {
            StringBuilder name = new StringBuilder();
            at = path.charAt(at) == '`' ? quoted(path, at, name) : plain(path, at, name);
            boolean isLast = at == path.length();
            if (name.isEmpty() || (!isLast && path.charAt(at) != '.') || at == path.length() - 1) {
                throw wrong(path);
            }
            names.add(name.toString());
            at++;
        }
        return names;
    }

    private static int plain(String path, int start, StringBuilder name) {
        int end = path.indexOf('.', start);
        end = end < 0 ? path.length() : end;
        name.append(path, start, end);
        return end;
    }

    private static int quoted(String path, int start, StringBuilder name) {
        int at = start + 1;
        while (at < path.length()) {
            if (path.charAt(at) != '`') {
                name.append(path.charAt(at));
            } else if (at + 1 < path.length() && path.charAt(at + 1) == '`') {
                name.append('`');
                at++;
            } else {
                return at + 1;
            }
            at++;
        }
        throw wrong(path);
    }

    private static IllegalArgumentException wrong(String path) {
        return new IllegalArgumentException(
                "path: '"
                        + path
                        + "' (expected: CATALOG.DATABASE.NAME, names in backticks where"
                        + " they hold dots)");
    }
}
