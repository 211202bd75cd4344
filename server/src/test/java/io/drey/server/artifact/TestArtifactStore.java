package io.drey.server.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drey.model.ArtifactId;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestArtifactStore {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir Path folder;
    private ArtifactStore store;

    @BeforeEach
    void open() {
        store = at(START);
    }

    @Test
    void namesContentByItsHashAndKeepsItOnce() throws IOException {
        Artifact first = add("abc");
        assertThat(first.id().value())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(first.bytes()).isEqualTo(3);
        assertThat(first.file()).hasContent("abc");
        assertThat(add("abc")).isEqualTo(first);
        Artifact other = add("abd");
        assertThat(store.list()).containsExactlyInAnyOrder(first, other);
        assertThat(store.get(first.id())).isEqualTo(first);
    }

    @Test
    void keepsNothingOfContentThatEndsInAnError() throws IOException {
        assertThatThrownBy(
                        () ->
                                store.add(
                                        out -> {
                                            out.write(1);
                                            throw new IOException("the line broke");
                                        }))
                .hasMessage("the line broke");
        assertThat(store.list()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void saysWhatIsNotStored() {
        ArtifactId unknown = new ArtifactId("0".repeat(64));
        assertThat(store.find(unknown)).isEmpty();
        assertThatThrownBy(() -> store.get(unknown))
                .hasMessage("artifact " + unknown + " is not stored")
                .extracting(e -> ((DreyException) e).code())
                .isEqualTo(DreyErrorCode.NOT_FOUND);
        assertThatThrownBy(() -> new ArtifactId("../x")).isInstanceOf(DreyException.class);
    }

    @Test
    void mendsAFileThatWasCutShort() throws IOException {
        Artifact artifact = add("abc");
        Files.writeString(artifact.file(), "a");
        add("abc");
        assertThat(artifact.file()).hasContent("abc");
    }

    @Test
    void removesWhatNobodyUsesAfterAnHour() throws IOException {
        Artifact used = add("used");
        Artifact idle = add("idle");
        Artifact broughtAgain = add("brought again");
        Files.createFile(folder.resolve("incoming-1"));
        Files.setLastModifiedTime(
                folder.resolve("incoming-1"), java.nio.file.attribute.FileTime.from(START));
        assertThat(store.removeUnused(() -> Set.of(used.id()))).isEmpty();

        ArtifactStore later = at(START.plus(Duration.ofMinutes(61)));
        later.add(new ByteArrayInputStream("brought again".getBytes(UTF_8)));
        assertThat(later.removeUnused(() -> Set.of(used.id()))).containsExactly(idle);
        assertThat(store.list()).containsExactlyInAnyOrder(used, broughtAgain);
        assertThat(folder.resolve("incoming-1")).doesNotExist();
    }

    private ArtifactStore at(Instant now) {
        return new ArtifactStore(folder, Clock.fixed(now, ZoneOffset.UTC));
    }

    private Artifact add(String content) throws IOException {
        return store.add(new ByteArrayInputStream(content.getBytes(UTF_8)));
    }
}
