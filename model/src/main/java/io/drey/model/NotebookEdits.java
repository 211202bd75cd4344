package io.drey.model;

import java.util.List;

/** Changes made on one version of a notebook; all apply or none does. */
public record NotebookEdits(String baseVersion, List<NotebookEdit> edits) {
    public NotebookEdits {
        edits = List.copyOf(edits);
    }
}
