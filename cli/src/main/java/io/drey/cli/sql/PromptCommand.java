package io.drey.cli.sql;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jline.reader.Candidate;

/** The commands of the prompt itself; all start with a backslash. */
enum PromptCommand {
    HELP("\\?", "", "this help"),
    MODE("\\mode", "batch|streaming", "how queries run from now on"),
    FORMAT("\\format", "table|csv|json|jsonl", "how results are shown from now on"),
    LIMIT("\\limit", "N|none", "how many rows of a result are shown at most"),
    TABLES("\\d", "[TABLE]", "list the tables, or describe one"),
    FILE("\\i", "FILE", "run the statements of a file"),
    VERBOSE("\\verbose", "on|off", "whether errors come with the engine's full text"),
    QUIT("\\q", "", "leave (as does Ctrl-D)");

    private final String word;
    private final String argument;
    private final String help;

    PromptCommand(String word, String argument, String help) {
        this.word = word;
        this.argument = argument;
        this.help = help;
    }

    static Optional<PromptCommand> find(String word) {
        return Arrays.stream(values()).filter(command -> command.word.equals(word)).findFirst();
    }

    static void complete(List<Candidate> candidates) {
        for (PromptCommand command : values()) {
            candidates.add(
                    new Candidate(
                            command.word, command.word, null, command.help, null, null, true));
        }
    }

    static String helpText() {
        StringBuilder text = new StringBuilder();
        for (PromptCommand command : values()) {
            String usage = (command.word + " " + command.argument).strip();
            text.append(String.format("  %-28s %s%n", usage, command.help));
        }
        return text.append("  A statement ends with ';' and may span lines. Tab completes.\n")
                .append("  Ctrl-C drops the line, or cancels what runs; q ends a live table.")
                .toString();
    }

    String usage() {
        return word + " " + argument;
    }
}
