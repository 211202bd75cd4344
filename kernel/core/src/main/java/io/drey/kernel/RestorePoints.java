package io.drey.kernel;

import io.drey.protocol.RestoreMessages.ScanRestorePoints;
import io.drey.protocol.RestoreMessages.ScannedRestorePoints;

/** Checkpoints and savepoints in storage. Implementations are thread-safe. */
public interface RestorePoints {
    /**
     * Reads what there is at the places asked for. Ends early when its thread is interrupted.
     *
     * <p>What is wrong with one place or restore point is said with it and fails nothing else.
     */
    ScannedRestorePoints scan(ScanRestorePoints question);
}
