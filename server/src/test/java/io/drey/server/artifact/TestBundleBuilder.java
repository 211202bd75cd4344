package io.drey.server.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.TimeZone;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestBundleBuilder {
    @TempDir Path folder;
    private Path runner;
    private BundleBuilder builder;

    @BeforeEach
    void makeRunner() throws IOException {
        runner = Files.createDirectory(folder.resolve("runner"));
        zip(
                runner.resolve("runner.jar"),
                "META-INF/other",
                "io/drey/runner/ScriptRunner.class",
                "org/other/X.class");
        zip(runner.resolve("sql.jar"), "io/drey/sql/Place.class");
        builder = builder("artifacts");
    }

    @Test
    void holdsAllThatAClusterNeeds() throws IOException {
        Path library = zip(folder.resolve("some.jar"), "x");
        Artifact jar =
                builder.build(
                        new Bundle(
                                "INSERT INTO ä SELECT 1",
                                List.of(new Bundle.Library("b.jar", library))));
        try (JarFile content = new JarFile(jar.file().toFile())) {
            assertThat(content.stream().map(ZipEntry::getName))
                    .containsExactly(
                            "META-INF/MANIFEST.MF",
                            "drey/script.sql",
                            "io/drey/runner/ScriptRunner.class",
                            "io/drey/sql/Place.class",
                            "lib/b.jar");
            assertThat(content.getManifest().getMainAttributes().getValue("Main-Class"))
                    .isEqualTo(BundleBuilder.ENTRY_CLASS);
            assertThat(read(content, "drey/script.sql")).isEqualTo("INSERT INTO ä SELECT 1");
            assertThat(read(content, "lib/b.jar"))
                    .isEqualTo(Files.readString(library, StandardCharsets.ISO_8859_1));
        }
    }

    @Test
    void isTheSameToTheLastBitAnywhereAndAnyTime() throws IOException {
        Path library = zip(folder.resolve("a.jar"), "x");
        Path other = Files.copy(library, folder.resolve("b.jar"));
        Bundle bundle =
                new Bundle(
                        "script",
                        List.of(
                                new Bundle.Library("a.jar", library),
                                new Bundle.Library("b.jar", other)));
        Artifact first = builder.build(bundle);
        Files.setLastModifiedTime(library, FileTime.from(Instant.EPOCH));
        TimeZone zone = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
            Bundle same =
                    new Bundle(
                            "script",
                            List.of(bundle.libraries().get(1), bundle.libraries().get(0)));
            assertThat(builder("elsewhere").build(same).id()).isEqualTo(first.id());
        } finally {
            TimeZone.setDefault(zone);
        }
        assertThat(builder.build(new Bundle("script ", bundle.libraries())).id())
                .isNotEqualTo(first.id());
    }

    @Test
    void refusesNamesThatMeanNothingOrTwoThings() throws IOException {
        Path library = zip(folder.resolve("a.jar"), "x");
        Bundle.Library twice = new Bundle.Library("a.jar", library);
        assertThatThrownBy(() -> builder.build(new Bundle("", List.of(twice, twice))))
                .hasMessage("library: a.jar (expected: each name once)");
        assertThatThrownBy(() -> new Bundle.Library("../a.jar", library))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysThatTheRunnerIsMissing() throws IOException {
        Files.delete(runner.resolve("runner.jar"));
        assertThatThrownBy(() -> builder.build(new Bundle("", List.of())))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("no io.drey.runner.ScriptRunner in the jars of ");
    }

    private BundleBuilder builder(String artifacts) {
        return new BundleBuilder(
                runner, new ArtifactStore(folder.resolve(artifacts), Clock.systemUTC()));
    }

    private static String read(JarFile jar, String name) throws IOException {
        boolean isText = name.endsWith(".sql");
        return new String(
                jar.getInputStream(jar.getEntry(name)).readAllBytes(),
                isText ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    }

    private static Path zip(Path file, String... entries) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write(entry.getBytes(StandardCharsets.UTF_8));
            }
        }
        return file;
    }
}
