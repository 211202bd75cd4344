package io.drey.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.dispatcher.Dispatcher;
import org.apache.flink.runtime.highavailability.HighAvailabilityServices;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.rpc.AddressResolution;
import org.apache.flink.runtime.rpc.RpcServiceUtils;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestFileRecoveryServices {
    @TempDir private Path directory;

    @Test
    void addressesAreThoseThatFlinkItselfWouldUse() throws Exception {
        Configuration settings = settings();
        try (RpcSystem flink = RpcSystem.load(settings)) {
            String expected =
                    flink.getRpcUrl(
                            "127.0.0.1",
                            20123,
                            RpcServiceUtils.createWildcardName(Dispatcher.DISPATCHER_NAME),
                            AddressResolution.NO_ADDRESS_RESOLUTION,
                            settings);
            assertThat(FileRecoveryServices.rpcUrl(settings, Dispatcher.DISPATCHER_NAME))
                    .isEqualTo(expected);
        }
    }

    @Test
    void aSecondJobManagerIsRefusedUntilTheFirstIsGone() throws Exception {
        HighAvailabilityServices first = services();
        first.getJobGraphStore();
        HighAvailabilityServices second = services();
        assertThatThrownBy(second::getJobGraphStore)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another JobManager uses " + directory.resolve("rec öv"));
        first.close();
        second.getJobGraphStore();
        second.close();
    }

    @Test
    void aTaskManagerNeitherLocksNorWrites() throws Exception {
        services().close();
        assertThat(directory.resolve("rec öv")).doesNotExist();
    }

    @Test
    void nothingIsLeftOfAnEndedJobButItsEnd() throws Exception {
        HighAvailabilityServices services = services();
        JobGraph job = TestingJobs.kept("orders");
        services.getJobGraphStore().putJobGraph(job);
        services.getCheckpointRecoveryFactory()
                .createCheckpointIDCounter(job.getJobID())
                .getAndIncrement();
        services.globalCleanupAsync(job.getJobID(), Runnable::run).join();
        assertThat(directory.resolve("rec öv/jobs")).isEmptyDirectory();
        services.globalCleanupAsync(JobID.generate(), Runnable::run).join();
        services.close();
    }

    @Test
    void sweepsWhatADeathInBetweenLeft() throws Exception {
        Path jobs = directory.resolve("rec öv/jobs");
        Path half = jobs.resolve(JobID.generate().toHexString());
        Files.createDirectories(half.resolve("checkpoints"));
        Files.write(half.resolve("graph.tmp"), new byte[10]);
        JobID unkept = JobID.generate();
        Path jars = directory.resolve("rec öv/local/blob/job_" + unkept.toHexString());
        Files.createDirectories(jars);
        Files.write(jars.resolve("blob_p-1"), new byte[10]);
        HighAvailabilityServices services = services();
        assertThat(services.getJobGraphStore().getJobIds()).isEmpty();
        assertThat(half).doesNotExist();
        assertThat(jars).doesNotExist();
        services.close();
    }

    @Test
    void refusesAFolderThatIsNotOfThisMachine() {
        Configuration settings = settings();
        settings.set(HighAvailabilityOptions.HA_STORAGE_PATH, "s3://bucket/recovery");
        assertThatThrownBy(
                        () -> new FileRecoveryFactory().createHAServices(settings, Runnable::run))
                .isInstanceOf(IllegalConfigurationException.class)
                .hasMessageContaining("s3://bucket/recovery (expected: a folder of this machine");
    }

    private HighAvailabilityServices services() throws Exception {
        return new FileRecoveryFactory().createHAServices(settings(), Runnable::run);
    }

    private Configuration settings() {
        Configuration settings = new Configuration();
        settings.set(JobManagerOptions.ADDRESS, "127.0.0.1");
        settings.set(JobManagerOptions.PORT, 20123);
        settings.set(RestOptions.ADDRESS, "127.0.0.1");
        settings.set(HighAvailabilityOptions.HA_MODE, FileRecoveryFactory.class.getName());
        settings.set(HighAvailabilityOptions.HA_CLUSTER_ID, "local");
        settings.set(
                HighAvailabilityOptions.HA_STORAGE_PATH, "file://" + directory.resolve("rec öv"));
        return settings;
    }
}
