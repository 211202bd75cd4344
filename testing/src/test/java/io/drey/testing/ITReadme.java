package io.drey.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A newcomer does what the README says, in a clone of what was committed last. */
class ITReadme {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern START =
            Pattern.compile("## Start.*?```bash\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern TOUR =
            Pattern.compile("^ *(\\./drey sql -e .*)$", Pattern.MULTILINE);

    @TempDir Path directory;

    @BeforeEach
    void needsClone() {
        Assumptions.assumeTrue(Files.exists(ROOT.resolve(".git")), "not a clone of a repository");
    }

    @AfterEach
    void stop() throws Exception {
        Path clone = directory.resolve("drey");
        if (Files.exists(clone)) {
            shell("./drey down", clone).waitFor(1, TimeUnit.MINUTES);
        }
    }

    @Test
    void itsCommandsLeadToAnAnswer() throws Exception {
        String readme = Files.readString(ROOT.resolve("README.md"));
        String commands = only(START, readme).replace("<this repository>", "'" + ROOT + "'");
        Process up = shell(commands, directory);
        Path clone = directory.resolve("drey");
        Awaitility.await()
                .atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> !up.isAlive() || output(directory).contains("?token="));
        assertThat(up.isAlive()).as("%s", output(directory)).isTrue();

        Process query = shell(only(TOUR, readme), clone);
        assertThat(query.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(output(clone)).contains("hello", "42");
        assertThat(query.exitValue()).isZero();

        assertThat(shell("./drey down", clone).waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(up.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(up.exitValue()).as("%s", output(directory)).isZero();
    }

    /** Runs commands with a data directory of their own, on a free port. */
    private Process shell(String commands, Path where) throws IOException {
        Path data = Files.createDirectories(directory.resolve("data"));
        Files.writeString(data.resolve("drey.properties"), "http.port=0\n");
        ProcessBuilder builder =
                new ProcessBuilder("sh", "-c", commands)
                        .directory(where.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(where.resolve("output.txt").toFile());
        builder.environment().put("DREY_DATA", data.toString());
        // What Maven tells its children about itself is not for the Maven of the clone.
        builder.environment().keySet().removeIf(name -> name.startsWith("MAVEN_"));
        return builder.start();
    }

    private static String output(Path where) throws IOException {
        Path file = where.resolve("output.txt");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private static String only(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as("%s in the README", pattern).isTrue();
        return matcher.group(1);
    }
}
