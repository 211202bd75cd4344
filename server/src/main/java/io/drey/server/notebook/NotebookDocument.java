package io.drey.server.notebook;

import io.drey.model.DreyException;
import io.drey.model.Notebook;
import io.drey.model.NotebookBlock;
import io.drey.model.NotebookEdit;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A notebook file, taken apart without losing a byte.
 *
 * <p>Every sequence of bytes is a document: what cannot be understood is kept as text, with a
 * warning. {@link #bytes()} gives back exactly what was read, and an edit changes only the bytes of
 * the block it is about. Immutable and thread-safe.
 */
public final class NotebookDocument {
    /** What a notebook's file name ends with. */
    public static final String SUFFIX = ".drey.md";

    private static final int VERSION_LENGTH = 32;

    private final byte[] bytes;
    private final String version;
    private final List<Part> parts;
    private final List<String> keys;
    private final FrontMatter frontMatter;
    private final List<String> warnings;
    private final boolean isDamaged;
    private final @Nullable String heading;

    private NotebookDocument(byte[] bytes) {
        this.bytes = bytes;
        this.version = hash(bytes).substring(0, VERSION_LENGTH);
        String raw = RawText.ofBytes(bytes);
        NotebookParser.Outcome outcome = NotebookParser.parse(raw);
        this.parts = List.copyOf(outcome.parts());
        this.heading = outcome.heading();
        this.frontMatter =
                parts.stream()
                        .filter(part -> part.kind() == Part.Kind.FRONT_MATTER)
                        .findFirst()
                        .map(part -> FrontMatter.parse(part.text()))
                        .orElse(FrontMatter.NONE);
        List<String> found = new ArrayList<>(frontMatter.warnings());
        found.addAll(outcome.warnings());
        BlockKeys blockKeys = BlockKeys.of(parts);
        found.addAll(blockKeys.warnings());
        if (!RawText.isUtf8(raw)) {
            found.add("Some bytes are not UTF-8; they are kept, shown as stand-ins");
        }
        this.keys = blockKeys.keys();
        this.warnings = List.copyOf(found);
        this.isDamaged = outcome.damaged() || frontMatter.broken();
    }

    /** Reads a file's content, whatever it is. */
    public static NotebookDocument parse(byte[] bytes) {
        return new NotebookDocument(bytes.clone());
    }

    /** The text of a new notebook: a heading and an empty SQL cell. */
    public static NotebookDocument create(String title) {
        String line = title.replaceAll("\\p{Cntrl}+", " ").strip();
        String text = "---\ndrey: 1\n---\n\n# " + line + "\n\n```sql cell id=first\n```\n";
        return new NotebookDocument(RawText.toBytes(RawText.encode(text)));
    }

    /** The file's content. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** How many bytes the file has. */
    public int size() {
        return bytes.length;
    }

    /** Names the content: equal for equal bytes only. */
    public String version() {
        return version;
    }

    /** What to tell whoever opens it; for people, in no particular form. */
    public List<String> warnings() {
        return warnings;
    }

    /** Whether a part could not be understood. */
    public boolean isDamaged() {
        return isDamaged;
    }

    /** The title in the front matter, else the first heading, else the file's name. */
    public String title(String path) {
        String title = frontMatter.text("title");
        if (title != null) {
            return title;
        }
        String name = path.substring(path.lastIndexOf('/') + 1);
        boolean hasSuffix = name.endsWith(SUFFIX);
        String stem = hasSuffix ? name.substring(0, name.length() - SUFFIX.length()) : name;
        return heading != null ? heading : stem;
    }

    /** The parts people see, in the order of the file. */
    public List<NotebookBlock> blocks() {
        List<NotebookBlock> blocks = new ArrayList<>();
        int line = 1;
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            if (part.isBlock()) {
                blocks.add(block(part, keys.get(i), line));
            }
            line += part.kind() == Part.Kind.BYTE_ORDER_MARK ? 0 : part.lines().size();
        }
        return blocks;
    }

    /** The document as it travels over the API. */
    public Notebook toNotebook(String path) {
        return new Notebook(path, version, title(path), warnings, isDamaged, blocks());
    }

    /**
     * Applies edits in their order. Keys are those of this document, also behind an edit that moved
     * things.
     *
     * @throws DreyException BAD_REQUEST if a key is unknown or an edit makes no sense
     */
    public NotebookDocument apply(List<NotebookEdit> edits) {
        NotebookEditor editor = new NotebookEditor(this);
        edits.forEach(editor::apply);
        return new NotebookDocument(RawText.toBytes(editor.raw()));
    }

    FrontMatter frontMatter() {
        return frontMatter;
    }

    List<Part> parts() {
        return parts;
    }

    /** The key of each part; empty where a part is no block. */
    List<String> keys() {
        return keys;
    }

    static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private NotebookBlock block(Part part, String key, int line) {
        CellHeader header = part.header();
        Map<String, String> attributes =
                switch (part.kind()) {
                    case CELL -> header == null ? Map.<String, String>of() : header.attributes();
                    case FRONT_MATTER -> frontMatter.flat();
                    case PROSE, DAMAGED, GAP, BYTE_ORDER_MARK -> Map.<String, String>of();
                };
        return new NotebookBlock(
                key,
                kind(part),
                header == null ? null : key,
                header == null ? null : header.language(),
                Collections.unmodifiableMap(attributes),
                part.text(),
                line);
    }

    private static NotebookBlock.Kind kind(Part part) {
        return switch (part.kind()) {
            case FRONT_MATTER -> NotebookBlock.Kind.FRONT_MATTER;
            case PROSE -> NotebookBlock.Kind.PROSE;
            case CELL -> NotebookBlock.Kind.CELL;
            case DAMAGED, GAP, BYTE_ORDER_MARK -> NotebookBlock.Kind.DAMAGED;
        };
    }
}
