package io.drey.cli;

import static java.util.Objects.requireNonNull;

import io.drey.cli.notebook.SessionSettings;
import io.drey.cli.render.CliJson;
import io.drey.cli.render.SessionPrinter;
import io.drey.cli.shell.Console;
import io.drey.cli.shell.Environment;
import io.drey.cli.shell.ExitCode;
import io.drey.client.DreyClient;
import io.drey.model.KernelInfo;
import io.drey.model.KernelState;
import io.drey.model.Notebook;
import io.drey.model.SessionInfo;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks into the session of a notebook's kernel. */
@Command(
        name = "session",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Look into a notebook's session.",
            "Shows its kernel's state and memory, what a restart loses, changed settings, and what"
                    + " the file asks a kernel to begin with. Starts no kernel."
        },
        footer = {
            "",
            "Examples:",
            "  ./drey notebook session shop.drey.md",
            "  ./drey notebook session reports/daily --json | jq .session.settings"
        })
final class NotebookSessionCommand implements Callable<Integer> {
    private final Console console;
    private final Environment environment;

    @Mixin private ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "FILE", description = "The path of a notebook in Drey.")
    private String file = "";

    @Option(
            names = "--json",
            description = "Print what the file asks, and the API's answer (null without a kernel).")
    private boolean isJson;

    NotebookSessionCommand(Console console, Environment environment) {
        this.console = requireNonNull(console, "console");
        this.environment = requireNonNull(environment, "environment");
    }

    @Override
    public Integer call() {
        DreyClient client = server.connect(environment);
        Notebook notebook = client.getNotebook(file);
        Map<String, String> asked = SessionSettings.of(notebook);
        Optional<SessionInfo> session =
                client.listKernels().stream()
                        .filter(kernel -> notebook.path().equals(kernel.notebook()))
                        .min(Comparator.comparing(NotebookSessionCommand::isGone))
                        .map(kernel -> client.getSession(kernel.id()));
        if (isJson) {
            Map<String, Object> both = new LinkedHashMap<>();
            both.put("file", asked);
            both.put("session", session.orElse(null));
            console.out().println(CliJson.pretty(both));
        } else {
            notebook.warnings()
                    .forEach(it -> console.say(console.errStyle().yellow("warning: ") + it));
            new SessionPrinter(console).print(asked, session);
        }
        return ExitCode.OK;
    }

    private static boolean isGone(KernelInfo kernel) {
        return kernel.state() == KernelState.STOPPED || kernel.state() == KernelState.LOST;
    }
}
