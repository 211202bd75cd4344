package io.drey.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestSealedFile {
    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("counter");
        SealedFile.write(file, 42L);
    }

    @Test
    void readsWhatWasWrittenLast() throws IOException {
        SealedFile.write(file, 43L);
        assertThat(SealedFile.read(file, Long.class)).isEqualTo(43);
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void tellsAMissingFileFromATornOne() throws IOException {
        Files.delete(file);
        assertThatThrownBy(() -> SealedFile.read(file, Long.class))
                .isInstanceOf(FileNotFoundException.class);
    }

    @Test
    void noticesEveryLengthItCouldBeCutTo() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertTorn();
        }
    }

    @Test
    void noticesEveryByteThatChanged() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int place = 0; place < whole.length; place++) {
            byte[] changed = whole.clone();
            changed[place] ^= 0x10;
            Files.write(file, changed);
            assertTorn();
        }
    }

    @Test
    void noticesAnotherKindOfContent() throws IOException {
        SealedFile.write(file, "text");
        assertTorn();
    }

    @Test
    void writesOverWhatAnEarlierDeathLeft() throws IOException {
        Files.write(folder.resolve("counter" + SealedFile.UNFINISHED), new byte[9999]);
        SealedFile.write(file, 44L);
        assertThat(SealedFile.read(file, Long.class)).isEqualTo(44);
    }

    private void assertTorn() {
        assertThatThrownBy(() -> SealedFile.read(file, Long.class))
                .isInstanceOf(TornFileException.class)
                .hasMessageContaining(file.toString());
    }
}
