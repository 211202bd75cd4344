package io.drey.cli.shell;

/** Ends the process without the pause of a JVM that waits for its idle threads. */
public final class QuickExit {
    private static final String SELECTOR = "-SelectorManager";
    private static final long PATIENCE_MILLIS = 50;

    private QuickExit() {}

    /**
     * Exits with this code.
     *
     * <p>A JVM that ends waits up to 300 ms for threads that are in native code. The HTTP client of
     * Java 17 cannot be closed, and its selector sits there, so every command would take that much
     * longer. Where a signal ends the process already, the clients are left alone: what is still to
     * be told to a server at the end would never be answered.
     */
    public static void exit(int code) {
        if (!isEnding()) {
            endSelectors();
        }
        System.exit(code);
    }

    private static boolean isEnding() {
        Thread probe = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    private static void endSelectors() {
        Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().endsWith(SELECTOR))
                .forEach(QuickExit::end);
    }

    private static void end(Thread selector) {
        selector.interrupt();
        try {
            selector.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
