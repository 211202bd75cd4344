package io.drey.model;

/** A kept state of a notebook with its content. */
public record PastNotebook(NotebookVersion version, Notebook notebook) {}
