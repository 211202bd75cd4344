package io.drey.server.notebook;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The info string of a cell's fence: {@code language cell key=value ...}.
 *
 * <p>Keeps every word as written; a change rewrites only the words it is about. Immutable.
 */
final class CellHeader {
    static final String ID = "id";

    private static final String CELL = "cell";

    /** A longer info string is no cell's: reading one takes time quadratic in its length. */
    private static final int MAX_LENGTH = 8192;

    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z][A-Za-z0-9_+#.-]*");

    private final List<InfoWord> words;

    /** Position of the word {@code cell}. */
    private final int cell;

    /** White space behind the last word. */
    private final String tail;

    private CellHeader(List<InfoWord> words, int cell, String tail) {
        this.words = List.copyOf(words);
        this.cell = cell;
        this.tail = tail;
    }

    /** Whether a fence with this info string is a cell. */
    static boolean isCell(String info) {
        return info.contains(CELL) && parse(info) != null;
    }

    /** Reads an info string; null if it does not say {@code cell} behind a language. */
    static @Nullable CellHeader parse(String info) {
        if (info.length() > MAX_LENGTH) {
            return null;
        }
        List<InfoWord> words = InfoWord.split(info);
        int cell = 1;
        while (cell < words.size() && words.get(cell).key() != null) {
            cell++;
        }
        boolean isCell =
                cell < words.size()
                        && words.get(0).key() == null
                        && words.get(cell).value().equals(CELL);
        int length = words.stream().mapToInt(word -> word.raw().length()).sum();
        return isCell ? new CellHeader(words, cell, info.substring(length)) : null;
    }

    /** The header of a new cell. */
    static CellHeader of(String language, String id, Map<String, String> attributes) {
        requireLanguage(language);
        List<InfoWord> words = List.of(InfoWord.bare("", language), InfoWord.bare(" ", CELL));
        return new CellHeader(words, 1, "").withId(id).withAttributes(attributes);
    }

    String language() {
        return RawText.decode(words.get(0).value());
    }

    /** The id as written; null if there is none. */
    @Nullable String id() {
        return all().get(ID);
    }

    /** All but the id, in the order of the file; a bare word counts as {@code true}. */
    Map<String, String> attributes() {
        Map<String, String> attributes = all();
        attributes.remove(ID);
        return attributes;
    }

    /** What was written but has no meaning, for warnings. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = cell + 1; i < words.size(); i++) {
            String key = keyAt(i);
            if (key == null) {
                problems.add("'" + RawText.decode(words.get(i).value()) + "' is not an attribute");
            } else if (!seen.add(key)) {
                problems.add("attribute '" + key + "' is given twice, the last one counts");
            }
        }
        return problems;
    }

    CellHeader withLanguage(String language) {
        requireLanguage(language);
        if (language.equals(language())) {
            return this;
        }
        String raw = words.get(0).raw();
        String space = raw.substring(0, raw.length() - words.get(0).value().length());
        List<InfoWord> changed = new ArrayList<>(words);
        changed.set(0, InfoWord.bare(space, language));
        return new CellHeader(changed, cell, tail);
    }

    CellHeader withId(String id) {
        Map<String, String> wanted = all();
        wanted.put(ID, id);
        return with(wanted);
    }

    /**
     * Replaces all attributes but the id.
     *
     * @throws DreyException BAD_REQUEST if one cannot be written
     */
    CellHeader withAttributes(Map<String, String> attributes) {
        Map<String, String> wanted = new LinkedHashMap<>();
        attributes.keySet().forEach(CellHeader::requireKey);
        wanted.putAll(attributes);
        String id = id();
        if (id == null) {
            wanted.remove(ID);
        } else {
            wanted.put(ID, id);
        }
        return with(wanted);
    }

    /** The info string, as it stands or shall stand in the file. */
    String raw() {
        StringBuilder raw = new StringBuilder();
        words.forEach(word -> raw.append(word.raw()));
        return raw.append(tail).toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CellHeader header && raw().equals(header.raw());
    }

    @Override
    public int hashCode() {
        return raw().hashCode();
    }

    private CellHeader with(Map<String, String> wanted) {
        if (wanted.equals(all())) {
            return this;
        }
        Map<String, String> missing = new LinkedHashMap<>(wanted);
        List<InfoWord> changed = new ArrayList<>();
        int newCell = cell;
        for (int i = 0; i < words.size(); i++) {
            InfoWord word = words.get(i);
            String key = keyAt(i);
            String value = key == null ? null : missing.remove(key);
            if (key == null || value != null && value.equals(valueOf(word))) {
                changed.add(word);
            } else if (value != null) {
                changed.add(InfoWord.attribute(key, value));
            } else {
                newCell -= i < cell ? 1 : 0;
            }
        }
        String id = missing.remove(ID);
        if (id != null) {
            changed.add(newCell + 1, InfoWord.attribute(ID, id));
        }
        missing.forEach((key, value) -> changed.add(InfoWord.attribute(key, value)));
        return new CellHeader(changed, newCell, tail);
    }

    private Map<String, String> all() {
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = 1; i < words.size(); i++) {
            String key = keyAt(i);
            if (key != null) {
                all.put(key, valueOf(words.get(i)));
            }
        }
        return all;
    }

    private @Nullable String keyAt(int index) {
        InfoWord word = words.get(index);
        boolean isFlag = index > cell && InfoWord.KEY.matcher(word.value()).matches();
        return word.key() == null && isFlag ? word.value() : word.key();
    }

    private static String valueOf(InfoWord word) {
        return word.key() == null ? "true" : RawText.decode(word.value());
    }

    private static void requireKey(String key) {
        if (!InfoWord.KEY.matcher(key).matches()) {
            throw new DreyException(
                    DreyErrorCode.BAD_REQUEST,
                    "attribute: '" + key + "' (expected: letters, digits, '_', '-', '.')");
        }
    }

    private static void requireLanguage(String language) {
        if (!LANGUAGE.matcher(language).matches()) {
            throw new DreyException(
                    DreyErrorCode.BAD_REQUEST,
                    "language: '" + language + "' (expected: a word such as sql)");
        }
    }
}
