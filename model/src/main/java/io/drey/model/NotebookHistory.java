package io.drey.model;

import java.util.List;

/**
 * The kept states of a notebook.
 *
 * @param versions the newest first; that one is the file as it stands
 */
public record NotebookHistory(String notebook, List<NotebookVersion> versions) {
    public NotebookHistory {
        versions = List.copyOf(versions);
    }
}
