package io.drey.runner;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder in which a job's state is kept.
 *
 * <p>A JobManager on another machine may have a folder of the same name that nobody else sees: the
 * job would run, and its state would be missed when it is needed.
 */
final class StateDirectory {
    /** Names the folder of the job's deployment. */
    static final String KEY = "drey.state-directory";

    /** Left beside that folder by the server. */
    static final String MARK = ".drey-state";

    private StateDirectory() {}

    /**
     * Checks that it is the server's and can be written to.
     *
     * @throws StateDirectoryException if not
     */
    static void require(Path folder) throws StateDirectoryException {
        if (!Files.isRegularFile(folder.resolveSibling(MARK))) {
            throw new StateDirectoryException(
                    folder.getParent() + " is not the server's folder on " + host());
        }
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, ".drey", ""));
        } catch (IOException e) {
            throw new StateDirectoryException(
                    folder + " cannot be written to on " + host() + ": " + e);
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName() + " by the cluster's JobManager";
        } catch (UnknownHostException e) {
            return "the cluster's JobManager";
        }
    }
}
