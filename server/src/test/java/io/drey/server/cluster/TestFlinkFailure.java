package io.drey.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestFlinkFailure {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "java.io.IOException: no space|IOException: no space",
                "a.B: outer\\n\\tat x\\nCaused by: c.D$E: inner\\n\\tat y|D$E: inner",
                "a.B: outer\\nCaused by: c.D: middle\\nCaused by: e.F: deep|F: deep",
                "java.lang.NullPointerException\\n\\tat x|NullPointerException",
                "Heartbeat of TaskManager timed out.|Heartbeat of TaskManager timed out.",
            })
    void findsTheInnermostCause(String stackTrace, String cause) {
        assertThat(FlinkFailure.rootCauseOf(stackTrace.replace("\\n", "\n").replace("\\t", "\t")))
                .isEqualTo(cause);
    }
}
