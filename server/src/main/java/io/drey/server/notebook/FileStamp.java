package io.drey.server.notebook;

import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/**
 * What tells one state of a file from another without reading it.
 *
 * @param file names the file itself, which a save replaces
 */
record FileStamp(Instant modifiedAt, long sizeBytes, String file) {
    static FileStamp of(BasicFileAttributes attributes) {
        return new FileStamp(
                attributes.lastModifiedTime().toInstant(),
                attributes.size(),
                String.valueOf(attributes.fileKey()));
    }
}
