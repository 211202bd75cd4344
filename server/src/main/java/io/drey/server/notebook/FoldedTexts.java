package io.drey.server.notebook;

import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Keeps texts that are searched, those used last, up to a size. Thread-safe. */
final class FoldedTexts {
    private final long maxChars;
    private final Map<String, Kept> texts = new LinkedHashMap<>(64, 0.75f, true);
    private long chars;

    /** A file's text, as of a state of the file. */
    private record Kept(Instant modifiedAt, long sizeBytes, String text) {}

    FoldedTexts(long maxChars) {
        this.maxChars = maxChars;
    }

    /** The text of a file in that state; read only if it is not the one known. */
    String get(String path, Instant modifiedAt, long sizeBytes, Supplier<String> read) {
        synchronized (this) {
            Kept kept = texts.get(path);
            if (kept != null
                    && kept.modifiedAt().equals(modifiedAt)
                    && kept.sizeBytes() == sizeBytes) {
                return kept.text();
            }
        }
        String text = FoldedText.of(read.get());
        synchronized (this) {
            Kept old = texts.put(path, new Kept(modifiedAt, sizeBytes, text));
            chars += text.length() - (old == null ? 0 : old.text().length());
            Iterator<Kept> oldest = texts.values().iterator();
            while (chars > maxChars && oldest.hasNext()) {
                chars -= oldest.next().text().length();
                oldest.remove();
            }
        }
        return text;
    }
}
