package io.drey.server.result.log;

import java.io.IOException;
import java.nio.file.Path;

/** Where logs are kept. Thread-safe. */
public interface LogFiles {
    /** Makes a new, empty file, in place of one of that name. */
    LogFile create(Path path) throws IOException;

    /** Opens an existing file for reading and writing. */
    LogFile open(Path path) throws IOException;

    /** Bytes that may still be written where a file lies. */
    long usableBytes(Path path) throws IOException;
}
