package io.drey.model;

import java.time.Instant;

/**
 * Something that was seen or done, on which a verdict rests.
 *
 * @param source who says so, such as {@code cluster local} or {@code keeper}
 */
public record Evidence(Instant at, String source, String text) {}
