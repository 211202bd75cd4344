package io.drey.model;

import java.util.List;

/**
 * A notebook's content.
 *
 * @param version names the file's content; an edit says which version it was made on
 * @param damaged whether a part could not be understood
 */
public record Notebook(
        String path,
        String version,
        String title,
        List<String> warnings,
        boolean damaged,
        List<NotebookBlock> blocks) {
    public Notebook {
        warnings = List.copyOf(warnings);
        blocks = List.copyOf(blocks);
    }
}
