package io.drey.server.notebook;

import org.jspecify.annotations.Nullable;

/** Hears of a notebook that changed, by Drey or by another program. */
@FunctionalInterface
public interface NotebookListener {
    /**
     * Called behind every change, on the thread that made or found it; must not block.
     *
     * @param version of the new content; null if the notebook is gone
     */
    void changed(String path, @Nullable String version);

    /** Called, instead of {@link #changed}, when the notebook goes by another path. */
    default void moved(String path, String to) {
        changed(path, null);
    }
}
