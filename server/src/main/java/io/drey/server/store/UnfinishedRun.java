package io.drey.server.store;

import io.drey.model.RunInfo;
import org.jspecify.annotations.Nullable;

/** A run that was not final when last saved; the ticket is null where none was kept. */
public record UnfinishedRun(RunInfo info, @Nullable RunTicket ticket) {}
