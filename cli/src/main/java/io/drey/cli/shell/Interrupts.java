package io.drey.cli.shell;

/**
 * Runs something when the process is asked to end, as by Ctrl-C.
 *
 * <p>The process then exits with the code of the signal, which is {@link ExitCode#INTERRUPTED}.
 */
public final class Interrupts implements AutoCloseable {
    private final Thread hook;

    private Interrupts(Thread hook) {
        this.hook = hook;
    }

    /** Registers an action; closing takes it back. It runs on a thread of its own. */
    public static Interrupts onInterrupt(Runnable action) {
        Thread hook = new Thread(action, "on-interrupt");
        Runtime.getRuntime().addShutdownHook(hook);
        return new Interrupts(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending, so the action is running already.
        }
    }
}
