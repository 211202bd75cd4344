package io.drey.server.notebook;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers contents seen lately, to merge edits made on them. Thread-safe. */
final class RecentVersions {
    private final long maxBytes;
    private final Map<String, NotebookDocument> documents = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;

    RecentVersions(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    synchronized void add(NotebookDocument document) {
        if (documents.put(document.version(), document) == null) {
            bytes += document.size();
        }
        Iterator<NotebookDocument> oldest = documents.values().iterator();
        while (bytes > maxBytes && documents.size() > 1) {
            bytes -= oldest.next().size();
            oldest.remove();
        }
    }

    synchronized Optional<NotebookDocument> find(String version) {
        return Optional.ofNullable(documents.get(version));
    }
}
