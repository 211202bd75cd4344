package io.drey.kernel.flink120;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.kernel.flink120.setting.NotebookSettings;
import io.drey.protocol.SessionMessages.Held;
import io.drey.protocol.SessionMessages.Setting;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.operations.command.SetOperation;
import org.junit.jupiter.api.Test;

class TestSessionContent {
    @Test
    void tellsWhatARestartLoses() {
        Configuration settings = Configuration.fromMap(Map.of("parallelism.default", "2"));
        try (KernelSession session =
                new KernelSession(settings, NotebookSettings.NONE, new Configuration())) {
            assertThat(session.content().objects()).isEmpty();
            assertThat(session.content().settings()).isEmpty();

            for (String statement :
                    new String[] {
                        "CREATE TABLE flights (id INT) WITH ('connector' = 'datagen')",
                        "CREATE TEMPORARY VIEW late AS SELECT id FROM flights",
                        "CREATE DATABASE other",
                        "CREATE TABLE other.far (id INT) WITH ('connector' = 'datagen')",
                        "CREATE CATALOG side WITH ('type' = 'generic_in_memory')",
                        "SET 'parallelism.default' = '3'",
                        "SET 'table.exec.state.ttl' = '1 d'"
                    }) {
                session.execute(statement).close();
            }
            session.noteSetting(new SetOperation("table.exec.state.ttl", "1 d"), "r7");

            assertThat(session.content().objects())
                    .containsExactlyInAnyOrder(
                            new Held("side", "catalog"),
                            new Held("flights", "table"),
                            new Held("default_catalog.other.far", "table"),
                            new Held("late", "view"));
            assertThat(session.content().settings())
                    .containsExactly(
                            new Setting("parallelism.default", "3", "2", null),
                            new Setting("table.exec.state.ttl", "1 d", null, "r7"));
            session.execute("RESET 'parallelism.default'").close();
            assertThat(session.content().settings()).hasSize(1);
        }
    }

    @Test
    void hidesSecretsOfSettings() {
        Configuration settings = Configuration.fromMap(Map.of("s3.secret-key", "before"));
        NotebookSettings asked =
                NotebookSettings.read(Map.of("settings.s3.access-key", "me"), "1.20", "local");
        try (KernelSession session = new KernelSession(settings, asked, new Configuration())) {
            assertThat(session.beginning().notebook())
                    .isEqualTo(Map.of("settings.s3.access-key", "******"));
            session.execute("SET 's3.secret-key' = 'geheim'").close();
            assertThat(session.content().settings())
                    .containsExactly(new Setting("s3.secret-key", "******", "******", null));
        }
    }

    @Test
    void beginsWithWhatTheNotebookAsksAndGoesBackToIt() {
        NotebookSettings asked =
                NotebookSettings.read(
                        Map.of("runtime", "batch", "settings.table.exec.state.ttl", "1 h"),
                        "1.20",
                        "local");
        try (KernelSession session =
                new KernelSession(new Configuration(), asked, new Configuration())) {
            assertThat(session.beginning().notebook()).isEqualTo(asked.said());
            assertThat(session.isStreaming()).isFalse();
            assertThat(session.isUserSetting("table.exec.state.ttl")).isTrue();
            assertThat(session.content().settings()).isEmpty();

            session.execute("SET 'table.exec.state.ttl' = '2 h'").close();
            assertThat(session.content().settings())
                    .containsExactly(new Setting("table.exec.state.ttl", "2 h", "1 h", null));
            session.execute("RESET 'table.exec.state.ttl'").close();
            assertThat(session.content().settings()).isEmpty();

            session.useMode("streaming");
            assertThat(session.isStreaming()).isTrue();
        }
    }
}
