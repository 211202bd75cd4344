package io.drey.kernel.flink120.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestSecretMask {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "catalog.PASSWORD",
                "properties.sasl.jaas.config",
                "properties.ssl.key.password",
                "security.token",
                "s3.access-key",
                "s3.secret-key",
                "oauth.credential",
                "properties.ssl.keystore.passphrase"
            })
    void hidesSecretOptions(String key) {
        assertThat(SecretMask.mask(Map.of(key, "geheim"))).containsEntry(key, "******");
    }

    @Test
    void keepsWhatIsNone() {
        Map<String, String> options =
                Map.of(
                        "connector",
                        "kafka",
                        "scan.startup.mode",
                        "earliest-offset",
                        "key.fields",
                        "id");
        assertThat(SecretMask.mask(options)).isEqualTo(options);
    }

    @Test
    void hidesSecretsInAddresses() {
        assertThat(SecretMask.mask(Map.of("url", "jdbc:x://host/db?user=a&password=b&ssl=1")))
                .containsEntry("url", "jdbc:x://host/db?user=a&password=******&ssl=1");
        assertThat(SecretMask.mask(Map.of("hosts", "http://me:b@host:9200")))
                .containsEntry("hosts", "http://me:******@host:9200");
    }

    @Test
    void hidesSecretsInStatements() {
        assertThat(
                        SecretMask.mask(
                                "CREATE TABLE t (a INT COMMENT 'it''s') WITH (\n"
                                        + "  'password' = 'it''s mine',\n  'table-name' = 'a$1'\n)"))
                .isEqualTo(
                        "CREATE TABLE t (a INT COMMENT 'it''s') WITH (\n"
                                + "  'password' = '******',\n  'table-name' = 'a$1'\n)");
    }
}
