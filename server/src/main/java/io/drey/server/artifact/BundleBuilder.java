package io.drey.server.artifact;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Makes a bundle one jar that any Flink cluster of the runtime can run.
 *
 * <p>The same bundle is the same jar to the last bit, on every machine and at any time, so that its
 * hash tells whether a cluster has it: entries are sorted, dated alike and not compressed, as
 * compression is not the same everywhere. Thread-safe.
 */
public final class BundleBuilder {
    /** The class whose main method runs the script. */
    public static final String ENTRY_CLASS = "io.drey.runner.ScriptRunner";

    private static final String SCRIPT = "drey/script.sql";
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final String OWN_CLASSES = "io/drey/";

    /** Any time, but not the first that a zip file can tell, which some tools take for none. */
    private static final LocalDateTime DATE = LocalDateTime.of(1980, 2, 1, 0, 0);

    private final Path runner;
    private final ArtifactStore artifacts;

    /**
     * Makes a builder.
     *
     * @param runner folder of the jars whose classes run scripts
     */
    public BundleBuilder(Path runner, ArtifactStore artifacts) {
        this.runner = requireNonNull(runner, "runner");
        this.artifacts = requireNonNull(artifacts, "artifacts");
    }

    /** The jar of a bundle, built and stored unless it is there already. */
    public Artifact build(Bundle bundle) throws IOException {
        Map<String, Source> entries = entries(bundle);
        return artifacts.add(out -> write(entries, out));
    }

    /** Where an entry comes from; may be opened again and again. */
    private interface Source {
        InputStream open() throws IOException;
    }

    private Map<String, Source> entries(Bundle bundle) throws IOException {
        Map<String, Source> entries = new TreeMap<>();
        entries.put(
                MANIFEST, text("Manifest-Version: 1.0\r\nMain-Class: " + ENTRY_CLASS + "\r\n\r\n"));
        entries.put(SCRIPT, text(bundle.script()));
        addRunner(entries);
        for (Bundle.Library library : bundle.libraries()) {
            Source source = () -> Files.newInputStream(library.file());
            if (entries.put("lib/" + library.name(), source) != null) {
                throw new IllegalArgumentException(
                        "library: " + library.name() + " (expected: each name once)");
            }
        }
        return entries;
    }

    private void addRunner(Map<String, Source> entries) throws IOException {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(runner, "*.jar")) {
            for (Path jar : jars) {
                try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(jar))) {
                    ZipEntry entry;
                    while ((entry = zip.getNextEntry()) != null) {
                        if (entry.getName().startsWith(OWN_CLASSES) && !entry.isDirectory()) {
                            byte[] bytes = zip.readAllBytes();
                            entries.put(entry.getName(), () -> new ByteArrayInputStream(bytes));
                        }
                    }
                }
            }
        }
        if (!entries.containsKey(ENTRY_CLASS.replace('.', '/') + ".class")) {
            throw new FileNotFoundException("no " + ENTRY_CLASS + " in the jars of " + runner);
        }
    }

    private static Source text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return () -> new ByteArrayInputStream(bytes);
    }

    private static void write(Map<String, Source> entries, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        for (Map.Entry<String, Source> named : entries.entrySet()) {
            ZipEntry entry = new ZipEntry(named.getKey());
            entry.setTimeLocal(DATE);
            entry.setMethod(ZipEntry.STORED);
            measure(named.getValue(), entry);
            zip.putNextEntry(entry);
            try (InputStream content = named.getValue().open()) {
                content.transferTo(zip);
            }
            zip.closeEntry();
        }
        // The stream beneath is its owner's to close.
        zip.finish();
    }

    /** What is not compressed says its length and checksum beforehand. */
    private static void measure(Source source, ZipEntry entry) throws IOException {
        try (CheckedInputStream content = new CheckedInputStream(source.open(), new CRC32())) {
            long bytes = content.transferTo(OutputStream.nullOutputStream());
            entry.setSize(bytes);
            entry.setCompressedSize(bytes);
            entry.setCrc(content.getChecksum().getValue());
        }
    }
}
