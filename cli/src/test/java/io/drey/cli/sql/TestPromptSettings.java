package io.drey.cli.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.cli.render.OutputFormat;
import io.drey.model.ExecutionMode;
import org.junit.jupiter.api.Test;

class TestPromptSettings {
    private final PromptSettings settings =
            new PromptSettings(
                    new SqlSettings(
                            ExecutionMode.BATCH, OutputFormat.table, null, null, null, false));

    @Test
    void changesWhatIsAskedFor() {
        assertThat(settings.change(PromptCommand.MODE, "streaming")).isTrue();
        assertThat(settings.change(PromptCommand.FORMAT, "JSONL")).isTrue();
        assertThat(settings.change(PromptCommand.LIMIT, "20")).isTrue();
        assertThat(settings.change(PromptCommand.VERBOSE, "on")).isTrue();

        assertThat(settings.describe())
                .isEqualTo("mode streaming, format jsonl, limit 20, verbose on");
    }

    @Test
    void leavesAllAsItIsWhenItDoesNotUnderstand() {
        assertThat(settings.change(PromptCommand.MODE, "fast")).isFalse();
        assertThat(settings.change(PromptCommand.FORMAT, "")).isFalse();
        assertThat(settings.change(PromptCommand.LIMIT, "0")).isFalse();
        assertThat(settings.change(PromptCommand.VERBOSE, "loud")).isFalse();

        assertThat(settings.describe())
                .isEqualTo("mode batch, format table, limit none, verbose off");
    }
}
