package io.drey.server.result;

import io.drey.model.DreyException;
import io.drey.model.ResultInfo;

/**
 * Where a watch shows what it sees. Called by one thread at a time; must not wait for the reader.
 *
 * <p>An exception thrown here ends the watch; {@link #failed} is told once more then.
 */
public interface WatchTarget {
    /** The result's header changed. */
    void show(ResultInfo info);

    /** The window's rows; the next come only after {@link Watch#acknowledge}. */
    void show(WatchRequest.View view, ArrowPage page);

    /** The changes that led to the moment whose rows were just shown. */
    void show(MomentSteps steps);

    /**
     * What is wanted cannot be shown; the watch has ended unless an arrangement or a moment is at
     * fault.
     */
    void failed(DreyException why);
}
