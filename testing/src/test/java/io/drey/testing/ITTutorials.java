package io.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.model.Notebook;
import io.drey.model.NotebookBlock;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every cell of the tutorials runs, from the terminal as from the page. */
class ITTutorials {
    @TempDir static Path data;

    private static TestingDrey drey;

    @BeforeAll
    static void start() throws Exception {
        drey = TestingDrey.start(data);
    }

    @AfterAll
    static void stop() throws Exception {
        drey.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"01-flights", "02-live"})
    void everyCellSucceeds(String name) throws Exception {
        Notebook tutorial = drey.client().openTutorial(name);
        List<NotebookBlock> cells =
                tutorial.blocks().stream()
                        .filter(block -> block.kind() == NotebookBlock.Kind.CELL)
                        .toList();
        Output output =
                drey("notebook", "run", tutorial.path(), "--stream-for", "5", "--format", "json");
        List<String> lines = output.text().lines().filter(l -> l.startsWith("{")).toList();
        assertThat(output.code()).as(output.text()).isZero();
        assertThat(lines).hasSameSizeAs(cells).isNotEmpty();
        assertThat(lines).allMatch(line -> line.contains("\"language\":\"sql\""));
        assertThat(lines).noneMatch(line -> line.contains("\"state\":\"failed\""));
    }

    private record Output(int code, String text) {}

    private static Output drey(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-Ddrey.home=" + TestingDrey.HOME,
                        "-cp",
                        TestingDrey.HOME.resolve("cli/lib") + File.separator + "*",
                        "io.drey.cli.DreyCli"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data", data.toString()));
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String text = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return new Output(process.exitValue(), text);
    }
}
