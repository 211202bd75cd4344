package io.drey.cli;

import io.drey.cli.shell.Console;
import io.drey.cli.shell.Environment;
import io.drey.cli.shell.Terminals;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs commands as the shell would, and keeps what they printed. Confined to one thread. */
final class TestingConsole {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, String> variables = new HashMap<>();
    private final Path home;
    private @Nullable Path dreyHome;
    private String input = "";
    private boolean isPipeBroken;

    TestingConsole(Path home) {
        this.home = home;
    }

    /** Points the commands to a server. */
    TestingConsole with(TestingDrey drey) {
        variables.put("DREY_SERVER", drey.url().toString());
        variables.put("DREY_TOKEN", TestingDrey.TOKEN);
        return this;
    }

    TestingConsole withVariable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    TestingConsole withInput(String text) {
        input = text;
        return this;
    }

    TestingConsole withDreyHome(Path path) {
        dreyHome = path;
        return this;
    }

    /** Lets writing to the output fail, as behind {@code | head}. */
    TestingConsole withBrokenPipe() {
        isPipeBroken = true;
        return this;
    }

    int run(String... args) {
        OutputStream target = isPipeBroken ? new BrokenPipe() : out;
        Console console =
                new Console(
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(target, false, StandardCharsets.UTF_8),
                        new PrintStream(err, false, StandardCharsets.UTF_8),
                        Terminals.none(),
                        variables);
        int exitCode = new DreyCli(console, new Environment(variables, home, dreyHome)).run(args);
        console.flush();
        return exitCode;
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private static final class BrokenPipe extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
        }
    }
}
