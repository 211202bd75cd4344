package io.drey.server.notebook;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.NotebookBlock;
import io.drey.model.NotebookEdit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Applies edits to one document. Confined to one thread. */
final class NotebookEditor {
    private static final String DEFAULT_LANGUAGE = "sql";
    private static final String SESSION = "session.";

    private final String version;
    private final String lineEnd;
    private final PartList parts;

    /** Ids that no new cell may have. */
    private final Set<String> ids = new HashSet<>();

    NotebookEditor(NotebookDocument document) {
        List<String> lines = new ArrayList<>();
        document.parts().forEach(part -> lines.addAll(part.lines()));
        this.version = document.version();
        this.lineEnd = RawText.usualLineEnd(lines);
        this.parts = new PartList(document.parts(), document.keys(), lineEnd);
        this.ids.addAll(document.keys());
    }

    void apply(NotebookEdit edit) {
        required(edit.op() == null ? null : edit.op().name(), "op");
        switch (edit.op()) {
            case REPLACE -> replace(edit);
            case INSERT -> insert(edit);
            case DELETE -> parts.remove(parts.indexOf(required(edit.key(), "key")));
            case MOVE -> move(edit);
            case ATTRIBUTES -> attributes(edit);
        }
    }

    /** The edited file. */
    String raw() {
        return parts.raw();
    }

    private void replace(NotebookEdit edit) {
        int index = parts.indexOf(required(edit.key(), "key"));
        Part part = parts.get(index);
        String text = required(edit.text(), "text");
        switch (part.kind()) {
            case CELL -> replaceCell(index, text, edit);
            case PROSE -> {
                if (!BlockText.trimmedLines(text).equals(BlockText.lines(part.text()))) {
                    parts.set(index, prose(part, text));
                }
            }
            case FRONT_MATTER -> parts.set(index, frontMatter(part, text));
            case DAMAGED -> replaceDamaged(index, BlockText.trimmedLines(text));
            case GAP, BYTE_ORDER_MARK -> throw new IllegalStateException("not a block: " + part);
        }
    }

    private void replaceDamaged(int index, List<String> text) {
        Part part = parts.get(index);
        if (text.isEmpty()) {
            parts.remove(index);
        } else if (!text.equals(BlockText.trimmedLines(part.text()))) {
            List<String> lines = closed(BlockText.rewrite(part, text, lineEnd));
            parts.set(index, Part.of(Part.Kind.DAMAGED, lines));
        }
    }

    private void replaceCell(int index, String text, NotebookEdit edit) {
        Part cell = parts.get(index);
        CellHeader header = CellParts.header(cell);
        CellHeader changed = header;
        if (edit.language() != null) {
            changed = changed.withLanguage(edit.language());
        }
        if (edit.attributes() != null) {
            changed = changed.withAttributes(edit.attributes());
        }
        List<String> lines = BlockText.lines(text);
        if (!lines.equals(BlockText.lines(cell.text())) || !changed.equals(header)) {
            CellHeader named = changed.withId(parts.key(index));
            parts.set(index, CellParts.rewrite(cell, named, lines, lineEnd));
        }
    }

    private void attributes(NotebookEdit edit) {
        int index = parts.indexOf(required(edit.key(), "key"));
        Part cell = parts.get(index);
        if (cell.kind() == Part.Kind.FRONT_MATTER) {
            parts.set(index, frontMatter(cell, withSession(cell.text(), edit.attributes())));
            return;
        }
        if (cell.kind() != Part.Kind.CELL) {
            throw bad(
                    "key: '"
                            + edit.key()
                            + "' (expected: a cell or the front matter, only these have"
                            + " attributes)");
        }
        CellHeader header = CellParts.header(cell);
        CellHeader changed = header;
        if (edit.language() != null) {
            changed = changed.withLanguage(edit.language());
        }
        Map<String, String> attributes = edit.attributes() == null ? Map.of() : edit.attributes();
        if (edit.attributes() != null) {
            changed = changed.withAttributes(attributes);
        }
        String id = attributes.getOrDefault(CellHeader.ID, parts.key(index));
        if (!id.equals(parts.key(index))) {
            requireId(id);
            if (!ids.add(id)) {
                throw bad("id: '" + id + "' (expected: one no other cell has)");
            }
            changed = changed.withId(id);
        }
        if (!changed.equals(header)) {
            changed = changed.withId(id);
            parts.set(
                    index, CellParts.rewrite(cell, changed, BlockText.lines(cell.text()), lineEnd));
        }
    }

    private void insert(NotebookEdit edit) {
        String text = edit.text() == null ? "" : edit.text();
        NotebookBlock.Kind kind = edit.kind() == null ? NotebookBlock.Kind.CELL : edit.kind();
        int index = parts.indexBehind(edit.after());
        switch (kind) {
            case CELL -> {
                Map<String, String> attributes =
                        edit.attributes() == null ? Map.of() : edit.attributes();
                String id = newId(attributes.get(CellHeader.ID), text);
                String language = edit.language() == null ? DEFAULT_LANGUAGE : edit.language();
                CellHeader header = CellHeader.of(language, id, attributes);
                parts.insert(index, CellParts.create(header, BlockText.lines(text), lineEnd), id);
            }
            case PROSE -> parts.insert(index, prose(Part.of(Part.Kind.PROSE, List.of()), text), "");
            case FRONT_MATTER -> insertFrontMatter(edit);
            case DAMAGED ->
                    throw bad("kind: '" + kind + "' (expected: cell, prose or front-matter)");
        }
    }

    private void insertFrontMatter(NotebookEdit edit) {
        String text = edit.text() == null || edit.text().isBlank() ? "drey: 1" : edit.text();
        Part empty =
                new Part(
                        Part.Kind.FRONT_MATTER,
                        List.of("---" + lineEnd, "---" + lineEnd),
                        1,
                        1,
                        null);
        parts.insertOnTop(frontMatter(empty, withSession(text, edit.attributes())));
    }

    /** Of the front matter's attributes only those of the session can be changed by name. */
    private static String withSession(String yaml, @Nullable Map<String, String> attributes) {
        if (attributes == null) {
            return yaml;
        }
        Map<String, String> session = new LinkedHashMap<>();
        attributes.forEach(
                (key, value) -> {
                    if (key.startsWith(SESSION)) {
                        session.put(key.substring(SESSION.length()), value);
                    }
                });
        return SessionYaml.with(yaml, session);
    }

    private void move(NotebookEdit edit) {
        String key = required(edit.key(), "key");
        int from = parts.indexOf(key);
        Part part = parts.get(from);
        if (part.kind() == Part.Kind.FRONT_MATTER) {
            throw bad("key: '" + key + "' (expected: not the front matter, which stays on top)");
        }
        if (edit.after() != null) {
            parts.indexOf(edit.after());
        }
        if (!key.equals(edit.after()) && !parts.isBehind(from, edit.after())) {
            parts.remove(from);
            parts.insert(parts.indexBehind(edit.after()), withoutDivider(part), key);
        }
    }

    private String newId(@Nullable String wanted, String text) {
        if (wanted != null) {
            requireId(wanted);
        }
        String id =
                wanted == null
                        ? BlockKeys.derivedId(version, String.valueOf(ids.size()), text)
                        : wanted;
        String unused = BlockKeys.unused(id, ids);
        ids.add(unused);
        return unused;
    }

    private Part prose(Part old, String text) {
        List<String> lines = BlockText.trimmedLines(text);
        boolean isPlaceholder = old.head() > 0 && old.body().isEmpty();
        List<String> head = isPlaceholder ? List.of() : old.lines().subList(0, old.head());
        if (lines.isEmpty()) {
            // A text block without text needs something to stand for it.
            List<String> divider = old.head() > 0 ? old.lines().subList(0, 1) : List.of();
            List<String> all = divider.isEmpty() ? List.of(Part.DIVIDER + lineEnd) : divider;
            return new Part(Part.Kind.PROSE, all, 1, 0, null);
        }
        List<String> all = new ArrayList<>(BlockText.withLineEnd(head, lineEnd));
        all.addAll(closed(BlockText.rewrite(old, lines, lineEnd)));
        return new Part(Part.Kind.PROSE, all, head.size(), 0, null);
    }

    private Part frontMatter(Part old, String text) {
        List<String> lines = BlockText.lines(text);
        if (lines.equals(BlockText.lines(old.text()))) {
            return old;
        }
        List<String> body = BlockText.rewrite(old, lines, lineEnd);
        List<String> all = new ArrayList<>();
        all.add(old.lines().get(0));
        all.addAll(BlockText.withLineEnd(body, lineEnd));
        all.add(old.lines().get(old.lines().size() - 1));
        NotebookParser.Outcome outcome = NotebookParser.parse(String.join("", all));
        if (outcome.parts().size() != 1
                || outcome.parts().get(0).kind() != Part.Kind.FRONT_MATTER) {
            throw bad(
                    "front matter: expected YAML without a line '---' or '...' and without cells");
        }
        return new Part(Part.Kind.FRONT_MATTER, all, 1, 1, null);
    }

    /** Closes what edited text leaves open, which would swallow the blocks behind it. */
    private List<String> closed(List<String> lines) {
        NotebookParser.Outcome outcome = NotebookParser.parseFragment(String.join("", lines));
        List<Part> fragment = outcome.parts();
        String open = fragment.isEmpty() ? null : fragment.get(fragment.size() - 1).open();
        if (open == null && !outcome.commentOpen()) {
            return lines;
        }
        List<String> closed = new ArrayList<>(BlockText.withLineEnd(lines, lineEnd));
        closed.add((open == null ? "-->" : open) + lineEnd);
        return closed;
    }

    private static Part withoutDivider(Part part) {
        boolean isRemovable =
                part.kind() == Part.Kind.PROSE && part.head() > 0 && !part.body().isEmpty();
        return isRemovable ? new Part(Part.Kind.PROSE, part.body(), 0, 0, part.open()) : part;
    }

    private static void requireId(String id) {
        if (!BlockKeys.isId(id)) {
            throw bad("id: '" + id + "' (expected: letters, digits, '_' and '-', at most 64)");
        }
    }

    private static String required(@Nullable String value, String name) {
        if (value == null) {
            throw bad(name + ": missing");
        }
        return value;
    }

    private static DreyException bad(String message) {
        return new DreyException(DreyErrorCode.BAD_REQUEST, message);
    }
}
