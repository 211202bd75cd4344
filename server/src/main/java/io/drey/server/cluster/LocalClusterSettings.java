package io.drey.server.cluster;

import java.util.Map;
import java.util.TreeMap;

/** Flink settings of the local cluster that depend on neither the machine nor the user. */
final class LocalClusterSettings {
    static final Map<String, String> COMMON = common();

    private LocalClusterSettings() {}

    /**
     * The memory of the TaskManager, spelled out in full as it is started without Flink's scripts.
     */
    static Map<String, String> memory(LocalClusterSize size) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("taskmanager.numberOfTaskSlots", String.valueOf(size.slots()));
        settings.put("taskmanager.cpu.cores", String.valueOf(size.slots()));
        settings.put(
                "taskmanager.memory.framework.heap.size",
                LocalClusterSize.FRAMEWORK_HEAP_MEGABYTES + "mb");
        settings.put("taskmanager.memory.task.heap.size", size.taskHeapMegabytes() + "mb");
        settings.put("taskmanager.memory.framework.off-heap.size", "64mb");
        settings.put("taskmanager.memory.task.off-heap.size", "64mb");
        settings.put("taskmanager.memory.network.min", LocalClusterSize.NETWORK_MEGABYTES + "mb");
        settings.put("taskmanager.memory.network.max", LocalClusterSize.NETWORK_MEGABYTES + "mb");
        settings.put("taskmanager.memory.managed.size", size.managedMegabytes() + "mb");
        settings.put("taskmanager.memory.jvm-metaspace.size", "384mb");
        settings.put("taskmanager.memory.jvm-overhead.min", "192mb");
        settings.put("taskmanager.memory.jvm-overhead.max", "192mb");
        return settings;
    }

    static Map<String, String> network(LocalClusterPorts ports) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("jobmanager.rpc.address", "127.0.0.1");
        settings.put("jobmanager.bind-host", "127.0.0.1");
        settings.put("jobmanager.rpc.port", String.valueOf(ports.rpc()));
        settings.put("rest.address", "127.0.0.1");
        settings.put("rest.bind-address", "127.0.0.1");
        settings.put("rest.port", String.valueOf(ports.rest()));
        settings.put("blob.server.port", String.valueOf(ports.blob()));
        settings.put("taskmanager.host", "127.0.0.1");
        settings.put("taskmanager.bind-host", "127.0.0.1");
        // Any: a new TaskManager must not be taken for the one that died where it listened.
        settings.put("taskmanager.rpc.port", "0");
        settings.put("taskmanager.data.port", "0");
        return settings;
    }

    private static Map<String, String> common() {
        Map<String, String> settings = new TreeMap<>();
        // Of the module recovery, which is on the class path of both.
        settings.put("high-availability.type", "io.drey.recovery.FileRecoveryFactory");
        settings.put("high-availability.cluster-id", LocalCluster.NAME);
        // Looking for Kerberos and Hadoop tokens at each start is of no use here.
        settings.put("security.delegation.tokens.enabled", "false");
        settings.put("parallelism.default", "2");
        // The adaptive scheduler waits for resources to settle; queries want to start at once.
        settings.put("jobmanager.scheduler", "Default");
        settings.put("slotmanager.requirement-check.delay", "0ms");
        settings.put("slot.request.timeout", "15000");
        settings.put("heartbeat.interval", "1000");
        settings.put("heartbeat.timeout", "8000");
        // JobManager and TaskManager start side by side: the later one must not cost ten seconds.
        settings.put("cluster.registration.error-delay", "200");
        settings.put("cluster.registration.refused-registration-delay", "500");
        settings.put("cluster.io-pool.size", "4");
        settings.put("jobmanager.future-pool.size", "2");
        settings.put("jobmanager.io-pool.size", "4");
        settings.put("execution.buffer-timeout.interval", "10ms");
        settings.put("execution.checkpointing.num-retained", "3");
        settings.put("web.submit.enable", "true");
        settings.put("web.cancel.enable", "true");
        settings.put("web.timeout", "20000");
        // Counts are shown live; the default of ten seconds looks like a job that stands still.
        settings.put("metrics.fetcher.update-interval", "1000");
        settings.put("web.refresh-interval", "2000");
        settings.put("rest.flamegraph.enabled", "false");
        settings.put("rest.server.numThreads", "2");
        settings.put("rest.client.numThreads", "2");
        settings.put("jobstore.expiration-time", "86400");
        settings.put("jobstore.max-capacity", "300");
        // Hadoop and JDBC drivers keep loaders alive for good; the check would fail sound jobs.
        settings.put("classloader.check-leaked-classloader", "false");
        return settings;
    }
}
