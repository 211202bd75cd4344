package io.drey.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestStateDirectory {
    @TempDir Path root;

    @Test
    void isMadeBesideTheServersMark() throws Exception {
        Files.createFile(root.resolve(StateDirectory.MARK));
        Path folder = root.resolve("one");
        StateDirectory.require(folder);
        StateDirectory.require(folder);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void isNotTheServersWithoutTheMark() {
        assertThatThrownBy(() -> StateDirectory.require(root.resolve("one")))
                .isInstanceOf(StateDirectoryException.class)
                .hasMessageStartingWith(root + " is not the server's folder on ");
        assertThat(root.resolve("one")).doesNotExist();
    }

    @Test
    void cannotBeWrittenWhereAFileIs() throws Exception {
        Files.createFile(root.resolve(StateDirectory.MARK));
        Path file = Files.createFile(root.resolve("one"));
        assertThatThrownBy(() -> StateDirectory.require(file))
                .isInstanceOf(StateDirectoryException.class)
                .hasMessageContaining("cannot be written to on ");
    }
}
