package io.drey.server.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestTemporaryFolders {
    @TempDir Path folder;

    @Test
    void givesAProcessAnEmptyFolder() throws IOException {
        TemporaryFolders folders = new TemporaryFolders(folder.resolve("tmp"));
        assertThat(folders.prepare("p1")).isEqualTo("-Djava.io.tmpdir=" + folder + "/tmp/p1");
        Files.writeString(folder.resolve("tmp/p1/left"), "behind");
        folders.prepare("p1");
        assertThat(folder.resolve("tmp/p1")).isEmptyDirectory();
    }

    @Test
    void removesAllButThoseInUse() throws IOException {
        TemporaryFolders folders = new TemporaryFolders(folder);
        folders.retain(Set.of());
        folders.prepare("p1");
        folders.prepare("p2");
        Files.createDirectories(folder.resolve("p2/blobStore/deep"));
        folders.retain(Set.of("p1"));
        assertThat(folder.resolve("p1")).isDirectory();
        assertThat(folder.resolve("p2")).doesNotExist();
    }

    @Test
    void deletesLinksAndNotWhatTheyLeadTo() throws IOException {
        Path kept = Files.createDirectories(folder.resolve("user/data"));
        Files.writeString(kept.resolve("a.csv"), "1");
        TemporaryFolders folders = new TemporaryFolders(folder.resolve("tmp"));
        folders.prepare("p1");
        Files.createSymbolicLink(folder.resolve("tmp/p1/link"), folder.resolve("user"));
        folders.remove("p1");
        assertThat(kept.resolve("a.csv")).hasContent("1");
        assertThat(folder.resolve("tmp")).isEmptyDirectory();
    }
}
