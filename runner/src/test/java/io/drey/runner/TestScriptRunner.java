package io.drey.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TestScriptRunner {
    @Test
    void argumentsAreSettings() {
        assertThat(ScriptRunner.settings(new String[] {"--set", "a=b=c", "--set", "d="}))
                .isEqualTo(Map.of("a", "b=c", "d", ""));
        assertThatThrownBy(() -> ScriptRunner.settings(new String[] {"--set"}))
                .hasMessage("argument: --set  (expected: --set key=value)");
        assertThatThrownBy(() -> ScriptRunner.settings(new String[] {"a", "b=c"}))
                .hasMessage("argument: a b=c (expected: --set key=value)");
    }
}
