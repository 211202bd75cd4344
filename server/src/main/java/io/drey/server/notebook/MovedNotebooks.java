package io.drey.server.notebook;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers where notebooks went lately, for those who still ask by the old path. Thread-safe. */
final class MovedNotebooks {
    private static final int MOST = 1_000;

    private final Map<NotebookPath, NotebookPath> moves =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<NotebookPath, NotebookPath> eldest) {
                    return size() > MOST;
                }
            };

    synchronized void moved(NotebookPath from, NotebookPath to) {
        // Whoever went to the old path is found at the new one, and no round trip stays.
        moves.replaceAll((path, target) -> target.equals(from) ? to : target);
        moves.put(from, to);
        moves.remove(to);
    }

    synchronized Optional<NotebookPath> find(NotebookPath from) {
        return Optional.ofNullable(moves.get(from));
    }
}
