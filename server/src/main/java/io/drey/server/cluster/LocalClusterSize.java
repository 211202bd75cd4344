package io.drey.server.cluster;

/**
 * How much the local cluster may take; the default fits a laptop.
 *
 * @param jobManagerHeapMegabytes largest heap of the JobManager
 * @param taskHeapMegabytes largest heap for the tasks of all slots together
 * @param managedMegabytes off-heap memory for sorting, hashing and RocksDB, taken only when used
 */
public record LocalClusterSize(
        int slots, int jobManagerHeapMegabytes, int taskHeapMegabytes, int managedMegabytes) {
    /** Framework code of the TaskManager itself, on top of the tasks' heap. */
    static final int FRAMEWORK_HEAP_MEGABYTES = 96;

    /** Buffers between tasks; unlike managed memory they are taken at once. */
    static final int NETWORK_MEGABYTES = 64;

    public LocalClusterSize {
        if (slots < 1) {
            throw new IllegalArgumentException("slots: " + slots + " (expected: >= 1)");
        }
    }

    /** Sixteen slots, so that several streams and a batch query fit beside each other. */
    public static LocalClusterSize laptop() {
        return new LocalClusterSize(16, 256, 512, 512);
    }

    int taskManagerHeapMegabytes() {
        return FRAMEWORK_HEAP_MEGABYTES + taskHeapMegabytes;
    }
}
