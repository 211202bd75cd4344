package io.drey.recovery;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.apache.flink.util.InstantiationUtil;

/**
 * Files that are there as a whole or not at all, and that tell when a disk has damaged them.
 *
 * <p>Each begins with a mark, its length and a checksum. Thread-safe for different files.
 */
final class SealedFile {
    /** The name's end of what was being written when the process died. */
    static final String UNFINISHED = ".tmp";

    private static final long MARK = 0x44726579_52656331L;
    private static final int HEAD = Long.BYTES + Integer.BYTES + Long.BYTES;

    private SealedFile() {}

    /** Replaces the file's content; after the return it outlives a power cut. */
    static void write(Path file, Serializable content) throws IOException {
        byte[] bytes = InstantiationUtil.serializeObject(content);
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        ByteBuffer sealed = ByteBuffer.allocate(HEAD + bytes.length);
        sealed.putLong(MARK).putInt(bytes.length).putLong(checksum.getValue()).put(bytes).flip();
        Path fresh = file.resolveSibling(file.getFileName() + UNFINISHED);
        try (FileChannel channel =
                FileChannel.open(
                        fresh,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            while (sealed.hasRemaining()) {
                channel.write(sealed);
            }
            channel.force(true);
        }
        move(fresh, file);
    }

    /** Gives a file another name in the same folder; after the return it outlives a power cut. */
    static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel folder = FileChannel.open(to.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    /**
     * Reads what was written.
     *
     * @throws FileNotFoundException if there is none
     * @throws TornFileException if it is damaged, or of classes that are no longer there
     */
    static <T> T read(Path file, Class<T> kind) throws IOException {
        ByteBuffer sealed;
        try {
            sealed = ByteBuffer.wrap(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new FileNotFoundException(file.toString());
        }
        if (sealed.remaining() < HEAD || sealed.getLong() != MARK) {
            throw new TornFileException(file, "it does not begin as it should", null);
        }
        int length = sealed.getInt();
        long checksum = sealed.getLong();
        if (length != sealed.remaining()) {
            String why = "it has " + sealed.remaining() + " bytes of " + length;
            throw new TornFileException(file, why, null);
        }
        byte[] bytes = new byte[length];
        sealed.get(bytes);
        CRC32C actual = new CRC32C();
        actual.update(bytes);
        if (actual.getValue() != checksum) {
            throw new TornFileException(file, "its checksum does not match", null);
        }
        try {
            return kind.cast(InstantiationUtil.deserializeObject(bytes, loader()));
        } catch (ClassNotFoundException | ClassCastException | IOException | LinkageError e) {
            throw new TornFileException(file, "it cannot be read: " + e, e);
        }
    }

    private static ClassLoader loader() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context == null ? SealedFile.class.getClassLoader() : context;
    }
}
