package io.drey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.cli.shell.Console;
import io.drey.cli.shell.Environment;
import io.drey.cli.shell.Terminals;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Keeps the reference page equal to what the commands say of themselves. */
class TestCliReference {
    private static final Path PAGE = Path.of("../docs/generated/cli.md");

    @Test
    void thePageSaysWhatTheCommandsSay() throws IOException {
        String generated = generate();
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, generated);
        }

        assertThat(Files.readString(PAGE)).as("made anew by: ./drey golden").isEqualTo(generated);
    }

    private static String generate() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        Console console =
                new Console(
                        InputStream.nullInputStream(),
                        nowhere,
                        nowhere,
                        Terminals.none(),
                        Map.of());
        Environment environment = new Environment(Map.of(), Path.of("/home/you"), null);
        CommandLine root = Commands.build(new String[0], console, environment);
        StringBuilder page = new StringBuilder();
        page.append("# Command line\n\n");
        page.append(
                "Made from the commands themselves; `./drey COMMAND --help` prints the same.\n");
        append(page, root, 2);
        return page.toString();
    }

    private static void append(StringBuilder page, CommandLine command, int level) {
        command.setUsageHelpWidth(100);
        page.append('\n')
                .append("#".repeat(level))
                .append(" `")
                .append(command.getCommandSpec().qualifiedName())
                .append("`\n\n```\n")
                .append(command.getUsageMessage(Ansi.OFF).replace("\r\n", "\n"))
                .append("```\n");
        command.getSubcommands().values().stream()
                .filter(sub -> !sub.getCommandName().equals("help"))
                .forEach(sub -> append(page, sub, level == 2 && isRoot(command) ? 2 : 3));
    }

    private static boolean isRoot(CommandLine command) {
        return command.getParent() == null;
    }
}
