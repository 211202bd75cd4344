package io.drey.cli.sql;

import static java.util.Objects.requireNonNull;

import io.drey.cli.render.ErrorText;
import io.drey.cli.shell.Console;
import io.drey.cli.shell.ExitCode;
import io.drey.client.DreyClient;
import io.drey.model.DreyException;
import io.drey.model.KernelId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

/**
 * The interactive prompt: reads statements, runs them, shows what comes. Confined to one thread.
 */
public final class Prompt {
    private static final String READY = "drey> ";
    private static final String CONTINUED = "   -> ";

    private final DreyClient client;
    private final KernelId kernel;
    private final Console console;
    private final Path history;
    private final PromptSettings settings;

    public Prompt(
            DreyClient client,
            KernelId kernel,
            Console console,
            SqlSettings settings,
            Path history) {
        this.client = requireNonNull(client, "client");
        this.kernel = requireNonNull(kernel, "kernel");
        this.console = requireNonNull(console, "console");
        this.history = requireNonNull(history, "history");
        this.settings = new PromptSettings(settings);
    }

    /** Reads until {@code \q} or Ctrl-D; a failed statement does not end it. */
    public int run() {
        try (Terminal terminal = LiveTerminal.open()) {
            LineReader reader =
                    LineReaderBuilder.builder()
                            .terminal(terminal)
                            .appName("drey")
                            .parser(new PromptParser())
                            .highlighter(new SqlHighlighter())
                            .completer(new SqlCompleter(client, kernel))
                            .variable(LineReader.HISTORY_FILE, history)
                            .variable(LineReader.SECONDARY_PROMPT_PATTERN, CONTINUED)
                            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                            .build();
            console.say("Drey SQL. \\? helps, \\q leaves. Mode: " + settings.modeWord() + ".");
            read(reader, terminal);
            return ExitCode.OK;
        } catch (IOException e) {
            console.say(console.errStyle().red("error: ") + "terminal: " + e.getMessage());
            return ExitCode.FAILED;
        }
    }

    private void read(LineReader reader, Terminal terminal) {
        while (true) {
            String text;
            try {
                text = reader.readLine(READY).strip();
            } catch (UserInterruptException e) {
                continue;
            } catch (EndOfFileException e) {
                return;
            }
            try {
                if (text.startsWith("\\")) {
                    if (!command(text, terminal)) {
                        return;
                    }
                } else if (!StatementText.isBlank(text)) {
                    execute(text, terminal);
                }
            } catch (DreyException e) {
                console.say(new ErrorText(console.errStyle(), settings.isVerbose()).of(e));
            }
        }
    }

    private void execute(String source, Terminal terminal) {
        SqlExecutor executor =
                new SqlExecutor(
                        client,
                        kernel,
                        console,
                        settings.current(),
                        new LiveTable(client, console, terminal));
        Terminal.SignalHandler before =
                terminal.handle(Terminal.Signal.INT, signal -> executor.interrupt());
        try {
            if (executor.execute(source) == RunOutcome.CANCELLED) {
                console.say("cancelled");
            }
        } finally {
            terminal.handle(Terminal.Signal.INT, before);
        }
    }

    /** Returns whether to go on. */
    private boolean command(String line, Terminal terminal) {
        String text = line.endsWith(";") ? line.substring(0, line.length() - 1).strip() : line;
        String[] words = text.split("\\s+", 2);
        String argument = words.length > 1 ? words[1].strip() : "";
        PromptCommand command = PromptCommand.find(words[0]).orElse(null);
        if (command == null) {
            console.say("No such command: " + words[0] + "; \\? lists them.");
            return true;
        }
        switch (command) {
            case HELP -> console.say(PromptCommand.helpText());
            case TABLES ->
                    execute(argument.isEmpty() ? "SHOW TABLES" : "DESCRIBE " + argument, terminal);
            case FILE -> executeFile(argument, terminal);
            case MODE, FORMAT, LIMIT, VERBOSE -> {
                boolean isUnderstood = settings.change(command, argument);
                console.say(isUnderstood ? settings.describe() : "Usage: " + command.usage());
            }
            case QUIT -> {
                return false;
            }
        }
        return true;
    }

    private void executeFile(String name, Terminal terminal) {
        try {
            execute(Files.readString(Path.of(name)), terminal);
        } catch (IOException e) {
            console.say(console.errStyle().red("error: ") + name + ": cannot be read");
        }
    }
}
