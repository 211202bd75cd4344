package io.drey.server.keeper.restore;

import java.time.Duration;

/**
 * How many restore points a deployment keeps.
 *
 * @param checkpoints of ended attempts, the newest usable ones; at least 1
 * @param savepoints the newest usable ones
 * @param youngerThan what is younger is kept, however many there are
 */
public record RetentionRule(int checkpoints, int savepoints, Duration youngerThan) {
    public RetentionRule {
        if (checkpoints < 1) {
            throw new IllegalArgumentException("checkpoints: " + checkpoints + " (expected: >= 1)");
        }
        if (savepoints < 0) {
            throw new IllegalArgumentException("savepoints: " + savepoints + " (expected: >= 0)");
        }
    }
}
