package io.drey.kernel.flink120.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestNotebookSettings {
    @Test
    void readsWhatAFileAsks() {
        NotebookSettings read =
                read(
                        Map.of(
                                "flink", "1.20",
                                "mode", "local",
                                "runtime", "batch",
                                "settings.table.exec.state.ttl", "1 h",
                                "settings.parallelism.default", "4",
                                "colour", "red"));
        assertThat(read.settings())
                .isEqualTo(
                        Map.of(
                                "execution.runtime-mode", "BATCH",
                                "table.exec.state.ttl", "1 h",
                                "parallelism.default", "4"));
        assertThat(read.warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "flink | 2.1 | session.flink: '2.1' (this Drey has: 1.20)."
                        + " The kernel runs on Flink 1.20.",
                "flink | 1.2 | session.flink: '1.2' (this Drey has: 1.20)."
                        + " The kernel runs on Flink 1.20. In YAML it needs quotes: \"1.20\".",
                "mode | yarn | session.mode: 'yarn' (this Drey has the cluster: local)."
                        + " Jobs go to local.",
                "runtime | fast | session.runtime: 'fast' (expected: batch or streaming)."
                        + " It is left out.",
                "settings.parallelism.default | many | session.settings: parallelism.default:"
                        + " 'many' (expected: a whole number). It is left out.",
                "settings.table.exec.state.ttl | soon | session.settings: table.exec.state.ttl:"
                        + " 'soon' (expected: a time such as 10 s or 1 h). It is left out.",
                "settings.table.exec.mini-batch.enabled | maybe | session.settings:"
                        + " table.exec.mini-batch.enabled: 'maybe' (expected: true or false)."
                        + " It is left out.",
                "settings.execution.checkpointing.mode | never | session.settings:"
                        + " execution.checkpointing.mode: 'never' (expected: EXACTLY_ONCE,"
                        + " AT_LEAST_ONCE). It is left out."
            })
    void leavesOutAndTellsWhatDoesNotCount(String key, String value, String warning) {
        NotebookSettings read = read(Map.of(key, value));
        assertThat(read.warnings()).containsExactly(warning);
        assertThat(read.settings()).isEmpty();
        assertThat(read.said()).isEqualTo(Map.of(key, value));
    }

    @Test
    void setsWhatNothingKnowsAsSetWouldAndNamesTheNearest() {
        NotebookSettings read = read(Map.of("settings.table.exec.stat.ttl", "1 h"));
        assertThat(read.settings()).isEqualTo(Map.of("table.exec.stat.ttl", "1 h"));
        assertThat(read.warnings())
                .containsExactly(
                        "session.settings: Flink 1.20 has no setting 'table.exec.stat.ttl'."
                                + " Did you mean 'table.exec.state.ttl'?");
    }

    private static NotebookSettings read(Map<String, String> said) {
        return NotebookSettings.read(said, "1.20", "local");
    }
}
