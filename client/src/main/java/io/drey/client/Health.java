package io.drey.client;

/** What a server says of itself to anybody who asks. */
public record Health(String status, String version) {}
