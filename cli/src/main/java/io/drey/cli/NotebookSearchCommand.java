package io.drey.cli;

import static java.util.Objects.requireNonNull;

import io.drey.cli.render.CliJson;
import io.drey.cli.shell.Console;
import io.drey.cli.shell.Environment;
import io.drey.cli.shell.ExitCode;
import io.drey.model.NotebookHit;
import io.drey.model.NotebookHits;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds text in all notebooks. */
@Command(
        name = "search",
        mixinStandardHelpOptions = true,
        description = "Find text in all notebooks, whatever its case.",
        footer = {
            "",
            "Examples:",
            "  ./drey notebook search tumble",
            "  ./drey notebook search 'from orders' --json"
        })
final class NotebookSearchCommand implements Callable<Integer> {
    private static final int LIMIT = 200;

    private final Console console;
    private final Environment environment;

    @Mixin private ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "TEXT", description = "What to find.")
    private String text = "";

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean isJson;

    NotebookSearchCommand(Console console, Environment environment) {
        this.console = requireNonNull(console, "console");
        this.environment = requireNonNull(environment, "environment");
    }

    @Override
    public Integer call() {
        NotebookHits found =
                server.connectOrStart(environment, console).searchNotebooks(text, LIMIT);
        if (isJson) {
            console.out().println(CliJson.pretty(found));
            return ExitCode.OK;
        }
        for (NotebookHit hit : found.hits()) {
            String place = hit.path() + ":" + (hit.cell() == null ? "" : hit.cell() + ":");
            console.out().println(place + hit.line() + ": " + marked(hit));
        }
        if (found.hits().isEmpty()) {
            console.say("No notebook has that text.");
        } else if (found.isTruncated()) {
            console.say("There is more; these are the first " + LIMIT + " lines.");
        }
        return ExitCode.OK;
    }

    private String marked(NotebookHit hit) {
        String line = hit.excerpt();
        return line.substring(0, hit.from())
                + console.outStyle().bold(line.substring(hit.from(), hit.to()))
                + line.substring(hit.to());
    }
}
