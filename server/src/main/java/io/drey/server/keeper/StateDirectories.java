package io.drey.server.keeper;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Rules for the folder in which the deployments of a cluster keep their state. */
final class StateDirectories {
    private static final String FILE = "file:";

    private StateDirectories() {}

    /**
     * The folder that is meant for a cluster; it is made if need be, and can be written to.
     *
     * @param asked null for the server's own
     * @throws DreyException STATE_DIRECTORY_UNUSABLE
     */
    static Path require(URI url, @Nullable String asked, Path own) {
        if (asked == null) {
            if (!isHere(url)) {
                throw unusable(
                        "state directory: not named (expected: one, as "
                                + url.getHost()
                                + " is another machine)",
                        null);
            }
            return own;
        }
        Path folder = parse(asked);
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, ".drey", ""));
        } catch (IOException e) {
            throw unusable("state directory: " + folder + " cannot be written to: " + e, e);
        }
        return folder;
    }

    private static Path parse(String asked) {
        try {
            Path folder =
                    asked.startsWith(FILE)
                            ? Path.of(asked.substring(FILE.length()).replaceFirst("^/+", "/"))
                            : Path.of(asked);
            if (folder.isAbsolute() && !asked.matches("(?!file:)\\w[\\w+.-]*:.*")) {
                return folder.normalize();
            }
        } catch (InvalidPathException e) {
            // Refused below, with all that is no path.
        }
        throw unusable(
                "state directory: '"
                        + asked
                        + "' (expected: the absolute path of a folder; object stores and HDFS cannot"
                        + " be read from here yet)",
                null);
    }

    /** By the address alone: asking for a name's addresses may take long. */
    private static boolean isHere(URI url) {
        String host = String.valueOf(url.getHost());
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    private static DreyException unusable(String what, @Nullable Throwable cause) {
        return new DreyException(DreyErrorCode.STATE_DIRECTORY_UNUSABLE, what, cause);
    }
}
