package io.drey.model;

/**
 * Asks what could stand at a place.
 *
 * @param position characters before the caret
 */
public record CompletionRequest(String source, int position) {}
