package io.drey.model;

/** Asks for another path of a notebook, in the same folder or in another one. */
public record NotebookMove(String to) {}
