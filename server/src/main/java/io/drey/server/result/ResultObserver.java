package io.drey.server.result;

import io.drey.model.ResultInfo;

/**
 * Hears what becomes of results.
 *
 * <p>Called by the thread that brought the change, without any lock; must not block for long.
 */
public interface ResultObserver {
    /** A result's state changed: the first sink connected, or it came to an end. */
    default void stateChanged(ResultInfo result) {}

    /** A result was ended by Drey, so its job should be cancelled; {@code why} tells the reason. */
    default void stopWanted(ResultInfo result) {}
}
