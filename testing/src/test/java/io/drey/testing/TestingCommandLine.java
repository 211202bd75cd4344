package io.drey.testing;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One command of the built distribution's command line, in a process of its own. */
final class TestingCommandLine {
    /** Longer than any command takes on a busy machine. */
    private static final long PATIENCE_MINUTES = 5;

    private final Process process;
    private final Path out;
    private final Path err;

    private TestingCommandLine(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * What a command said.
     *
     * @param out its standard output
     * @param err its standard error
     */
    record Said(int exitCode, String out, String err) {}

    /** Runs a command to its end. */
    static Said run(String... arguments) throws IOException, InterruptedException {
        return start(List.of(), arguments).await();
    }

    /** Starts a command, behind another program if one is given. */
    static TestingCommandLine start(List<String> program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(program);
        command.add(TestingDistribution.java().toString());
        command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.add("-XX:-UsePerfData");
        command.add("-Ddrey.home=" + TestingDrey.HOME);
        command.addAll(List.of("-cp", TestingDrey.HOME.resolve("cli/lib") + File.separator + "*"));
        command.add("io.drey.cli.DreyCli");
        command.addAll(List.of(arguments));
        // In files: a server that goes on would keep pipes open.
        Path out = Files.createTempFile("drey-command", ".out");
        Path err = Files.createTempFile("drey-command", ".err");
        Process process =
                new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile())
                        .start();
        return new TestingCommandLine(process, out, err);
    }

    /** Sends what Ctrl-C or a closed terminal sends. */
    void interrupt() {
        process.destroy();
    }

    Said await() throws IOException, InterruptedException {
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError(
                    "did not end within %d min: %s%s"
                            .formatted(
                                    PATIENCE_MINUTES,
                                    Files.readString(out, StandardCharsets.UTF_8),
                                    Files.readString(err, StandardCharsets.UTF_8)));
        }
        int exitCode = process.exitValue();
        Said said =
                new Said(
                        exitCode,
                        Files.readString(out, StandardCharsets.UTF_8),
                        Files.readString(err, StandardCharsets.UTF_8));
        Files.delete(out);
        Files.delete(err);
        return said;
    }
}
