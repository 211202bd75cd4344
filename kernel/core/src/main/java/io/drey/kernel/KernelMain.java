package io.drey.kernel;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Iterator;
import java.util.ServiceLoader;

/** Starts a kernel with the bridge that is on the class path. */
public final class KernelMain {
    /** How long a kernel waits for its server to come back; then nobody misses it. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** One line for each message, as in Flink's own logs. */
    private static final String LOG_FORMAT = "%1$tF %1$tT,%1$tL %4$-7s %3$s - %5$s%6$s%n";

    private KernelMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.setProperty("java.util.logging.SimpleFormatter.format", LOG_FORMAT);
        KernelOptions options;
        try {
            options = KernelOptions.parse(System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(100);
            return;
        }
        String why = new Kernel(options, loadBridge(), PATIENCE).serve();
        System.getLogger(KernelMain.class.getName()).log(Level.INFO, "Ends: " + why);
        // Flink leaves threads behind that would keep the process.
        System.exit(0);
    }

    private static FlinkBridge loadBridge() {
        Iterator<FlinkBridge> bridges = ServiceLoader.load(FlinkBridge.class).iterator();
        if (!bridges.hasNext()) {
            throw new IllegalStateException("no Flink bridge on the class path");
        }
        return bridges.next();
    }
}
