package io.drey.model;

/**
 * A notebook after an older version was restored.
 *
 * @param replaced the version it had until then; restoring that one undoes it
 */
public record RestoredVersion(Notebook notebook, long replaced) {}
