package io.drey.kernel;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Iterator;
import java.util.ServiceLoader;

/** Starts a kernel with the bridge that is on the class path. */
public final class KernelMain {
    private static final System.Logger LOG = System.getLogger(KernelMain.class.getName());

    /** How long a kernel waits for its server to come back; then nobody misses it. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private KernelMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        KernelOptions options;
        try {
            options = KernelOptions.parse(System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(100);
            return;
        }
        String why = new Kernel(options, loadBridge(), PATIENCE).serve();
        LOG.log(Level.INFO, "Ends: " + why);
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
