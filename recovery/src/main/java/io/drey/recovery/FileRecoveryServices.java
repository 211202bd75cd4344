package io.drey.recovery;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.runtime.blob.BlobStore;
import org.apache.flink.runtime.blob.BlobStoreService;
import org.apache.flink.runtime.blob.BlobUtils;
import org.apache.flink.runtime.checkpoint.CheckpointRecoveryFactory;
import org.apache.flink.runtime.dispatcher.Dispatcher;
import org.apache.flink.runtime.highavailability.HighAvailabilityServicesUtils;
import org.apache.flink.runtime.highavailability.JobResultStore;
import org.apache.flink.runtime.highavailability.nonha.standalone.StandaloneHaServices;
import org.apache.flink.runtime.jobmanager.JobGraphStore;
import org.apache.flink.runtime.resourcemanager.ResourceManager;
import org.apache.flink.runtime.rpc.AddressResolution;
import org.apache.flink.runtime.rpc.RpcServiceUtils;

/**
 * Fixed addresses as without high availability, and stores that outlive the JobManager.
 *
 * <p>JobManager and TaskManagers have one each; only the JobManager asks for stores, which is when
 * the folder is locked. Thread-safe.
 */
final class FileRecoveryServices extends StandaloneHaServices {
    /** Longer than anybody waits to ask how a job ended. */
    private static final Duration REMEMBERED = Duration.ofDays(7);

    private final RecoveryFolder folder;
    private final BlobStoreService blobs;
    private final Path blobFolder;
    private final Executor executor;
    private final Clock clock;

    FileRecoveryServices(
            Configuration settings, RecoveryFolder folder, Executor executor, Clock clock)
            throws Exception {
        super(
                rpcUrl(settings, ResourceManager.RESOURCE_MANAGER_NAME),
                rpcUrl(settings, Dispatcher.DISPATCHER_NAME),
                HighAvailabilityServicesUtils.getWebMonitorAddress(
                        settings, AddressResolution.NO_ADDRESS_RESOLUTION));
        this.folder = requireNonNull(folder, "folder");
        this.executor = requireNonNull(executor, "executor");
        this.clock = requireNonNull(clock, "clock");
        this.blobs = BlobUtils.createBlobStoreFromConfig(settings);
        this.blobFolder =
                Path.of(
                        HighAvailabilityServicesUtils.getClusterHighAvailableStoragePath(settings)
                                .getPath(),
                        "blob");
    }

    /**
     * Where an endpoint of the JobManager listens.
     *
     * <p>Written down here, as asking Flink would load all of its RPC system a second time.
     */
    static String rpcUrl(Configuration settings, String endpoint) {
        return "pekko.tcp://flink@"
                + settings.get(JobManagerOptions.ADDRESS)
                + ":"
                + settings.get(JobManagerOptions.PORT)
                + "/user/rpc/"
                + RpcServiceUtils.createWildcardName(endpoint);
    }

    @Override
    public JobGraphStore getJobGraphStore() throws IOException {
        folder.lock();
        folder.sweep();
        removeBlobsOfOthers();
        return new FileJobGraphStore(
                folder, new RecoveryTries(folder, clock), new RecoveryCheck(folder, blobs));
    }

    @Override
    public CheckpointRecoveryFactory getCheckpointRecoveryFactory() {
        try {
            folder.lock();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new FileCheckpointRecovery(folder, executor);
    }

    @Override
    public JobResultStore getJobResultStore() throws IOException {
        folder.lock();
        FileJobResultStore results = new FileJobResultStore(folder, executor);
        results.forgetBefore(clock.instant().minus(REMEMBERED));
        return results;
    }

    @Override
    public BlobStore createBlobStore() {
        return blobs;
    }

    /** Called once all else of an ended job is gone. */
    @Override
    public CompletableFuture<Void> globalCleanupAsync(JobID job, Executor cleaner) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        folder.remove(job);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                cleaner);
    }

    @Override
    public void close() throws Exception {
        super.close();
        blobs.close();
        folder.close();
    }

    @Override
    public void cleanupAllData() throws Exception {
        blobs.cleanupAllData();
        folder.clear();
    }

    /** Jobs that nobody keeps died with the last JobManager, and so may their jars. */
    private void removeBlobsOfOthers() throws IOException {
        if (!Files.isDirectory(blobFolder)) {
            return;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(blobFolder, "job_*")) {
            for (Path blobsOfJob : folders) {
                String id = blobsOfJob.getFileName().toString().substring("job_".length());
                if (!folder.isKept(JobID.fromHexString(id))) {
                    RecoveryFolder.delete(blobsOfJob);
                }
            }
        }
    }
}
