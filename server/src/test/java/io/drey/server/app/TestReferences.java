package io.drey.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.model.DreyErrorCode;
import io.drey.server.platform.ByteSizes;
import io.drey.server.platform.ConfigOption;
import io.drey.server.platform.Durations;
import io.drey.server.platform.Options;
import io.drey.server.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The generated references under {@code docs/generated} say what the code says.
 *
 * <p>{@code ./drey golden} writes them anew.
 */
class TestReferences {
    private static final Path FOLDER = Path.of("..", "docs", "generated");

    @TempDir Path directory;

    @Test
    void describesTheApi() throws IOException {
        JsonMapper json =
                JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                        .build();
        try (DataDir data = DataDir.open(directory);
                Wiring parts =
                        Wiring.build(
                                new Distribution(directory),
                                data,
                                Options.defaults(ServerOptions.all()),
                                Database.sqlite(directory.resolve("drey.db")),
                                Clock.systemUTC(),
                                "0.1",
                                () -> {
                                    throw new IllegalStateException("not started");
                                })) {
            isGolden("openapi.json", json.writeValueAsString(parts.description()) + "\n");
        }
    }

    @Test
    void listsTheErrors() throws IOException {
        StringBuilder page =
                new StringBuilder(
                        "# Errors\n\n| code | HTTP | what it means | next step |\n|---|---|---|---|\n");
        for (DreyErrorCode code : DreyErrorCode.values()) {
            page.append(
                    "| `"
                            + code
                            + "` | "
                            + code.httpStatus()
                            + " | "
                            + code.title()
                            + " | "
                            + code.help()
                            + " |\n");
        }
        isGolden("errors.md", page.toString());
    }

    @Test
    void listsTheOptions() throws IOException {
        StringBuilder page =
                new StringBuilder(
                        "# Options\n\nSet in `drey.properties` of the data directory, by environment"
                                + " variable, or with `--set key=value`; a later one wins.\n\n"
                                + "| key | environment | kind | default | what it does |\n|---|---|---|---|---|\n");
        for (ConfigOption<?> option : ServerOptions.all()) {
            page.append(
                    "| `"
                            + option.key()
                            + "` | `"
                            + option.environmentKey()
                            + "` | "
                            + option.kind()
                            + " | "
                            + defaultOf(option)
                            + " | "
                            + option.description()
                            + " |\n");
        }
        isGolden("options.md", page.toString());
    }

    private static String defaultOf(ConfigOption<?> option) {
        Object value = option.defaultValue();
        if (value == null) {
            return "";
        }
        if (value instanceof Duration duration) {
            return "`" + Durations.format(duration) + "`";
        }
        return option.kind().equals("size")
                ? "`" + ByteSizes.format((Long) value) + "`"
                : "`" + value + "`";
    }

    private static void isGolden(String name, String content) throws IOException {
        Path file = FOLDER.resolve(name);
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, content);
        }
        assertThat(file).as("%s; run ./drey golden", name).content().isEqualTo(content);
    }
}
