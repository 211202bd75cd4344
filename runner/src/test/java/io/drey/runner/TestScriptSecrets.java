package io.drey.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TestScriptSecrets {
    @Test
    void standWhereTheScriptNamesThemAndNowhereElse() {
        ScriptSecrets secrets =
                new ScriptSecrets(Map.of("drey.secret.a", "it's", "parallelism.default", "1"));
        assertThat(secrets.fill("'k' = '${secret:a}', '${secret:b}'"))
                .isEqualTo("'k' = 'it' 's', '${secret:b}'".replace("' '", "''"));
        assertThat(secrets.forgotten()).isEqualTo(Map.of("drey.secret.a", ""));
    }
}
