package io.drey.server.store;

import io.drey.model.RunId;
import org.jspecify.annotations.Nullable;

/**
 * What a run was given beyond what is told of it; kept until it has ended.
 *
 * @param token what its tasks show when they bring rows
 * @param after the run whose failure skips this one
 * @param limit how many rows it may bring; null for all
 */
public record RunTicket(String token, @Nullable RunId after, @Nullable Long limit) {}
