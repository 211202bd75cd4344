package io.drey.recovery;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Executor;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.runtime.highavailability.HighAvailabilityServices;
import org.apache.flink.runtime.highavailability.HighAvailabilityServicesFactory;

/**
 * Brings the jobs of a killed JobManager back from files, without ZooKeeper or Kubernetes.
 *
 * <p>Named as {@code high-availability.type}; {@code high-availability.storageDir} must be a folder
 * of this machine. There is no election: somebody else sees to it that one JobManager runs at a
 * time, and that no TaskManager of an earlier one is left. Thread-safe.
 */
public final class FileRecoveryFactory implements HighAvailabilityServicesFactory {
    @Override
    public HighAvailabilityServices createHAServices(Configuration settings, Executor executor)
            throws Exception {
        RecoveryFolder folder = new RecoveryFolder(folder(settings));
        return new FileRecoveryServices(settings, folder, executor, Clock.systemUTC());
    }

    private static Path folder(Configuration settings) {
        String place = settings.get(HighAvailabilityOptions.HA_STORAGE_PATH);
        org.apache.flink.core.fs.Path path =
                place == null ? null : new org.apache.flink.core.fs.Path(place);
        String scheme = path == null ? null : path.toUri().getScheme();
        if (path == null || (scheme != null && !scheme.equals("file"))) {
            throw new IllegalConfigurationException(
                    HighAvailabilityOptions.HA_STORAGE_PATH.key()
                            + ": "
                            + place
                            + " (expected: a folder of this machine, file:///...)");
        }
        return Path.of(path.getPath());
    }
}
