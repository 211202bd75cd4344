package io.drey.kernel.flink120.infer;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import org.apache.flink.api.common.io.compression.Bzip2InputStreamFactory;
import org.apache.flink.api.common.io.compression.DeflateInflaterInputStreamFactory;
import org.apache.flink.api.common.io.compression.GzipInflaterInputStreamFactory;
import org.apache.flink.api.common.io.compression.InflaterInputStreamFactory;
import org.apache.flink.api.common.io.compression.XZInputStreamFactory;
import org.apache.flink.api.common.io.compression.ZStandardInputStreamFactory;

/** Unpacks files by the endings of their names, as Flink does when it reads them. */
final class Unpacking {
    private static final List<InflaterInputStreamFactory<?>> KINDS =
            List.of(
                    GzipInflaterInputStreamFactory.getInstance(),
                    DeflateInflaterInputStreamFactory.getInstance(),
                    Bzip2InputStreamFactory.getInstance(),
                    XZInputStreamFactory.getInstance(),
                    ZStandardInputStreamFactory.getInstance());

    private Unpacking() {}

    /** The bytes as they were before they were packed, if they were. */
    static InputStream unpacked(String name, InputStream packed) throws IOException {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        for (InflaterInputStreamFactory<?> kind : KINDS) {
            if (kind.getCommonFileExtensions().contains(ending)) {
                try {
                    return kind.create(packed);
                } catch (NoClassDefFoundError e) {
                    throw FileProbe.unreadable(
                            "There is no library on the kernel's class path that unpacks files"
                                    + " ending in ."
                                    + ending
                                    + ".");
                }
            }
        }
        return packed;
    }
}
