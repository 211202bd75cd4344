package io.drey.model;

/**
 * Asks what a place is about.
 *
 * @param position characters before the place
 */
public record DescriptionRequest(String source, int position) {}
