package io.drey.server.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestDiskSpace {
    @Test
    void tellsWhatIsLeft(@TempDir Path directory) {
        assertThat(DiskSpace.usableBytes(directory)).isBetween(1L, Long.MAX_VALUE - 1);
    }

    @Test
    void doesNotTakeUnknownForFull() {
        assertThat(DiskSpace.usableBytes(Path.of("/proc"))).isEqualTo(Long.MAX_VALUE);
        assertThat(DiskSpace.usableBytes(Path.of("no", "such", "folder")))
                .isEqualTo(Long.MAX_VALUE);
    }
}
