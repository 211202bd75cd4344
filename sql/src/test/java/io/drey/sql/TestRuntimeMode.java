package io.drey.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TestRuntimeMode {
    @Test
    void isWhatTheScriptSetsLast() {
        assertThat(mode("")).isEqualTo("streaming");
        assertThat(mode("SET 'execution.runtime-mode' = 'BATCH'; INSERT INTO a SELECT 1"))
                .isEqualTo("batch");
        assertThat(mode("SET /* no */ 'execution.runtime-mode'='batch'; RESET"))
                .isEqualTo("streaming");
        assertThat(mode("SET 'execution.runtime-mode'='batch'; RESET 'execution.runtime-mode'"))
                .isEqualTo("streaming");
        assertThat(mode("SET 'execution.runtime-mode'='batch'; RESET 'other'; SET; SET 'a' = 'b'"))
                .isEqualTo("batch");
    }

    @Test
    void refusesAnotherWord() {
        assertThatThrownBy(() -> mode("\nSET 'execution.runtime-mode' = 'quick'"))
                .isInstanceOf(ScriptException.class)
                .hasMessage(
                        "Line 2, column 1: execution.runtime-mode: 'quick' (expected: batch or"
                                + " streaming)");
    }

    private static String mode(String script) {
        return RuntimeMode.of(StatementSplitter.split(script), "streaming");
    }
}
