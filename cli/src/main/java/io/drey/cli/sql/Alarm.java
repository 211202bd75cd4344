package io.drey.cli.sql;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** Does something at a deadline, unless closed before. Thread-safe. */
final class Alarm implements AutoCloseable {
    private static final Duration LONGEST_SLEEP = Duration.ofHours(1);

    private final Deadline deadline;
    private final Runnable action;
    private final Thread thread;
    private volatile boolean hasRung;

    private Alarm(Deadline deadline, Runnable action) {
        this.deadline = requireNonNull(deadline, "deadline");
        this.action = requireNonNull(action, "action");
        this.thread = new Thread(this::sleep, "alarm");
        thread.setDaemon(true);
    }

    static Alarm at(Deadline deadline, Runnable action) {
        Alarm alarm = new Alarm(deadline, action);
        alarm.thread.start();
        return alarm;
    }

    boolean hasRung() {
        return hasRung;
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void sleep() {
        try {
            while (!deadline.isOver()) {
                // A millisecond more, so that rounding down does not make it spin.
                Thread.sleep(deadline.leftAtMost(LONGEST_SLEEP).toMillis() + 1);
            }
        } catch (InterruptedException e) {
            return;
        }
        hasRung = true;
        action.run();
    }
}
