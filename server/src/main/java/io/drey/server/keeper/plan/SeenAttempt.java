package io.drey.server.keeper.plan;

import java.time.Instant;
import java.util.Set;

/**
 * An attempt's job as its cluster showed it.
 *
 * @param state Flink's own word
 * @param since when it came into that state
 */
public record SeenAttempt(String state, Instant since) {
    private static final Set<String> ENDED = Set.of("FINISHED", "FAILED", "CANCELED");

    /** Whether it will never change again. SUSPENDED may: another JobManager takes it up. */
    public boolean isEnded() {
        return ENDED.contains(state);
    }

    boolean isRunning() {
        return state.equals("RUNNING");
    }
}
