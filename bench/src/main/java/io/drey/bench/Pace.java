package io.drey.bench;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.table.functions.ScalarFunction;

/**
 * Lets rows through at a steady pace. Flink's {@code datagen} makes all rows of a second at once
 * and then sleeps, which no page could show as more than one step per second.
 */
public final class Pace extends ScalarFunction {
    private static final long serialVersionUID = 1;

    /** Rows between two looks at the clock. */
    private static final int STEP = 100;

    private transient long startNanos;
    private transient long rows;

    /** The value itself, at most {@code perSecond} times a second in each subtask. */
    public Integer eval(Integer value, Integer perSecond) {
        if (startNanos == 0) {
            startNanos = System.nanoTime();
        }
        if (++rows % STEP == 0) {
            long due = startNanos + rows * TimeUnit.SECONDS.toNanos(1) / perSecond;
            LockSupport.parkNanos(due - System.nanoTime());
        }
        return value;
    }

    @Override
    public boolean isDeterministic() {
        return false;
    }
}
