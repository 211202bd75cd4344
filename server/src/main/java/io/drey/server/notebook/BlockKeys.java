package io.drey.server.notebook;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names the blocks of a document.
 *
 * <p>A cell's key is its id, or one derived from its content where it has none of its own. Other
 * blocks are named by the cell before them, so that their keys change seldom.
 *
 * @param keys one per part; empty for a part that is no block
 */
record BlockKeys(List<String> keys, List<String> warnings) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_-]{0,63}");
    private static final int DERIVED_LENGTH = 7;

    BlockKeys {
        keys = List.copyOf(keys);
        warnings = List.copyOf(warnings);
    }

    static BlockKeys of(List<Part> parts) {
        Set<String> written = new HashSet<>();
        for (Part part : parts) {
            CellHeader header = part.header();
            String id = header == null ? null : header.id();
            if (id != null) {
                written.add(id);
            }
        }
        Set<String> used = new HashSet<>();
        Map<String, Integer> counts = new HashMap<>();
        List<String> keys = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        String cell = "";
        int line = 1;
        for (Part part : parts) {
            CellHeader header = part.header();
            if (header != null) {
                cell = cellKey(part, header, written, used, line, warnings);
                used.add(cell);
                keys.add(cell);
            } else {
                keys.add(part.isBlock() ? otherKey(part, cell, counts) : "");
            }
            line += part.kind() == Part.Kind.BYTE_ORDER_MARK ? 0 : part.lines().size();
        }
        return new BlockKeys(keys, warnings);
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** An id made from content, so that it is the same wherever and whenever it is made. */
    static String derivedId(String... content) {
        byte[] bytes = String.join("\n", content).getBytes(StandardCharsets.UTF_8);
        return "c" + NotebookDocument.hash(bytes).substring(0, DERIVED_LENGTH);
    }

    static String unused(String id, Set<String> used) {
        String candidate = id;
        for (int n = 2; used.contains(candidate); n++) {
            candidate = id + "-" + n;
        }
        return candidate;
    }

    private static String cellKey(
            Part part,
            CellHeader header,
            Set<String> written,
            Set<String> used,
            int line,
            List<String> warnings) {
        String place = "line " + line + ": ";
        header.problems().forEach(problem -> warnings.add(place + problem));
        String id = header.id();
        if (id != null && isId(id) && !used.contains(id)) {
            return id;
        }
        Set<String> taken = new HashSet<>(written);
        taken.addAll(used);
        if (id == null) {
            return unused(derivedId(header.language(), part.text()), taken);
        }
        boolean isDuplicate = isId(id);
        String own = isDuplicate ? id : derivedId(header.language(), part.text());
        String key = unused(own, taken);
        String why = isDuplicate ? "is taken" : "is not a name of letters, digits, '_' and '-'";
        warnings.add(place + "id '" + id + "' " + why + "; the cell counts as '" + key + "'");
        return key;
    }

    private static String otherKey(Part part, String cell, Map<String, Integer> counts) {
        String name =
                switch (part.kind()) {
                    case FRONT_MATTER -> "front";
                    case PROSE -> "prose";
                    case DAMAGED, CELL, GAP, BYTE_ORDER_MARK -> "damaged";
                };
        String key = "~" + name + "@" + cell;
        int count = counts.merge(key, 1, Integer::sum);
        return count == 1 ? key : key + "#" + count;
    }
}
