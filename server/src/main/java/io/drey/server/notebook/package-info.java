/**
 * Notebooks: Markdown files with cells, read and changed without losing a byte.
 *
 * <p>{@link io.drey.server.notebook.NotebookDocument} is pure; {@link
 * io.drey.server.notebook.NotebookService} keeps the files.
 */
@NullMarked
package io.drey.server.notebook;

import org.jspecify.annotations.NullMarked;
