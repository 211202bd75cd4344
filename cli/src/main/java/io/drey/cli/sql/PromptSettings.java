package io.drey.cli.sql;

import static java.util.Objects.requireNonNull;

import io.drey.cli.render.OutputFormat;
import io.drey.model.ExecutionMode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The settings of a prompt, which its commands change. Confined to one thread. */
final class PromptSettings {
    private SqlSettings settings;

    PromptSettings(SqlSettings settings) {
        this.settings = requireNonNull(settings, "settings");
    }

    SqlSettings current() {
        return settings;
    }

    boolean isVerbose() {
        return settings.isVerbose();
    }

    String modeWord() {
        ExecutionMode mode = settings.mode();
        return mode == null ? "as SET says" : mode.name().toLowerCase(Locale.ROOT);
    }

    String describe() {
        return "mode "
                + modeWord()
                + ", format "
                + settings.format()
                + ", limit "
                + (settings.limit() == null ? "none" : settings.limit())
                + ", verbose "
                + (settings.isVerbose() ? "on" : "off");
    }

    /** Changes one; false when the argument makes no sense. */
    boolean change(PromptCommand command, String argument) {
        return switch (command) {
            case MODE -> changeMode(argument);
            case FORMAT -> changeFormat(argument);
            case LIMIT -> changeLimit(argument);
            case VERBOSE -> changeVerbose(argument);
            case HELP, TABLES, FILE, QUIT -> false;
        };
    }

    private boolean changeMode(String argument) {
        Optional<ExecutionMode> mode =
                Arrays.stream(ExecutionMode.values())
                        .filter(m -> m.name().equalsIgnoreCase(argument))
                        .findFirst();
        mode.ifPresent(m -> replace(m, settings.format(), settings.limit(), isVerbose()));
        return mode.isPresent();
    }

    private boolean changeFormat(String argument) {
        Optional<OutputFormat> format =
                Arrays.stream(OutputFormat.values())
                        .filter(f -> f.name().equalsIgnoreCase(argument))
                        .findFirst();
        format.ifPresent(f -> replace(settings.mode(), f, settings.limit(), isVerbose()));
        return format.isPresent();
    }

    private boolean changeLimit(String argument) {
        if (argument.equals("none")) {
            replace(settings.mode(), settings.format(), null, isVerbose());
            return true;
        }
        if (!argument.matches("[1-9]\\d{0,17}")) {
            return false;
        }
        replace(settings.mode(), settings.format(), Long.valueOf(argument), isVerbose());
        return true;
    }

    private boolean changeVerbose(String argument) {
        if (!argument.equals("on") && !argument.equals("off")) {
            return false;
        }
        replace(settings.mode(), settings.format(), settings.limit(), argument.equals("on"));
        return true;
    }

    private void replace(
            @Nullable ExecutionMode mode,
            OutputFormat format,
            @Nullable Long limit,
            boolean isVerbose) {
        settings =
                new SqlSettings(
                        mode, format, limit, settings.timeout(), settings.streamFor(), isVerbose);
    }
}
