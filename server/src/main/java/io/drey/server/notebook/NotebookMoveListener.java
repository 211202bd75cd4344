package io.drey.server.notebook;

/** Hears that a notebook goes by another path, so that what belongs to it can follow. */
@FunctionalInterface
public interface NotebookMoveListener {
    /**
     * Called behind every move, also one into the trash and back; there a notebook goes by a name
     * that no path can have.
     */
    void moved(String from, String to);
}
