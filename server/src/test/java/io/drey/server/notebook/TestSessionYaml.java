package io.drey.server.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drey.model.DreyException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TestSessionYaml {
    @Test
    void addsWhatIsNotThereInReadableWords() {
        String changed =
                with(
                        "drey: 1",
                        "flink",
                        "1.20",
                        "runtime",
                        "batch",
                        "settings.table.exec.state.ttl",
                        "1 h",
                        "settings.parallelism.default",
                        "4",
                        "settings.pipeline.name",
                        "a: b # c");
        assertThat(changed)
                .isEqualTo(
                        """
                        drey: 1
                        session:
                          flink: "1.20"
                          runtime: batch
                          settings:
                            table.exec.state.ttl: 1 h
                            parallelism.default: 4
                            pipeline.name: "a: b # c\"""");
    }

    @Test
    void changesOnlyTheLinesThatDiffer() {
        String before =
                """
                # mine
                title: Größe 😀
                session:
                    # because of the join
                    runtime: streaming   # for now
                    settings:
                        parallelism.default: 2
                        table.exec.state.ttl: '1 h'
                    colour: red
                # below
                minutes: 5
                """;
        assertThat(
                        with(
                                before,
                                "runtime",
                                "batch",
                                "settings.table.exec.state.ttl",
                                "2 h",
                                "settings.pipeline.name",
                                "x",
                                "colour",
                                "red",
                                "mode",
                                "local"))
                .isEqualTo(
                        """
                        # mine
                        title: Größe 😀
                        session:
                            # because of the join
                            runtime: batch   # for now
                            settings:
                                table.exec.state.ttl: 2 h
                                pipeline.name: x
                            colour: red
                            mode: local
                        # below
                        minutes: 5
                        """);
    }

    @Test
    void opensFlowStyleUp() {
        assertThat(
                        with(
                                "session: {flink: \"1.20\", runtime: streaming}\ntitle: x\n",
                                "flink",
                                "1.20",
                                "runtime",
                                "batch"))
                .isEqualTo("session:\n  flink: \"1.20\"\n  runtime: batch\ntitle: x\n");
        assertThat(with("session:\ntitle: x", "runtime", "batch"))
                .isEqualTo("session:\n  runtime: batch\ntitle: x");
        assertThat(with("session: wrong\n", "runtime", "batch"))
                .isEqualTo("session:\n  runtime: batch\n");
    }

    @Test
    void takesWhatIsNotWantedAway() {
        assertThat(with("drey: 1\nsession:\n  runtime: batch\n  mode: local\ntitle: x"))
                .isEqualTo("drey: 1\ntitle: x");
        assertThat(with("drey: 1\nsession:\n  runtime: batch")).isEqualTo("drey: 1");
        assertThat(
                        with(
                                "session:\n  settings:\n    a: 1\n    b: 2\n  runtime: batch",
                                "runtime",
                                "batch"))
                .isEqualTo("session:\n  runtime: batch");
    }

    @Test
    void keepsEveryByteWhereNothingChanges() {
        String odd = "session: {runtime:   batch,}   # as it is\n\n\n";
        assertThat(with(odd, "runtime", "batch")).isEqualTo(odd);
    }

    @Test
    void refusesWhatItCannotChangeSafely() {
        assertThatThrownBy(() -> with("a: [", "runtime", "batch"))
                .isInstanceOf(DreyException.class)
                .hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> with("- a\n- b", "runtime", "batch"))
                .isInstanceOf(DreyException.class);
    }

    private static String with(String yaml, String... wanted) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (int i = 0; i < wanted.length; i += 2) {
            settings.put(wanted[i], wanted[i + 1]);
        }
        return SessionYaml.with(yaml, settings);
    }
}
