package io.drey.cli;

import static java.util.Objects.requireNonNull;

import io.drey.cli.render.CliJson;
import io.drey.cli.render.DeploymentPrinter;
import io.drey.cli.shell.Console;
import io.drey.cli.shell.Environment;
import io.drey.cli.shell.ExitCode;
import io.drey.client.DeploymentCalls;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows one deployment, or acts on it. */
@Command(
        name = "deployment",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Show one deployment and why it is as it is, or act on it.",
        footer = {
            "",
            "Examples:",
            "  ./drey deployment orders",
            "  ./drey deployment orders --json",
            "  ./drey deployment orders --events",
            "  ./drey deployment stop orders",
            "  ./drey deployment start orders"
        })
final class DeploymentCommand implements Callable<Integer> {
    private static final int EVENTS = 1000;

    private final Console console;
    private final Environment environment;

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ServerOptions server = new ServerOptions();

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "The deployment's name.")
    private String name = "";

    @Option(names = "--events", description = "Show what happened to it, the newest first.")
    private boolean isEvents;

    @Option(names = "--attempts", description = "Show its attempts, the newest first.")
    private boolean isAttempts;

    @Option(names = "--restore-points", description = "Show what it can be started from.")
    private boolean isRestorePoints;

    @Option(names = "--spec", description = "Print its SQL.")
    private boolean isSpec;

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean isJson;

    DeploymentCommand(Console console, Environment environment) {
        this.console = requireNonNull(console, "console");
        this.environment = requireNonNull(environment, "environment");
    }

    /** Makes the command with its subcommands. */
    static CommandLine build(Console console, Environment environment) {
        CommandLine command = new CommandLine(new DeploymentCommand(console, environment));
        for (DeploymentVerb verb : DeploymentVerb.values()) {
            command.addSubcommand(
                    verb.word(), DeploymentActCommand.build(verb, console, environment));
        }
        return command;
    }

    @Override
    public Integer call() {
        if (name.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Missing NAME (or command: " + DeploymentVerb.words() + ")");
        }
        DeploymentCalls deployments = server.connect(environment).deployments();
        DeploymentPrinter printer = new DeploymentPrinter(console);
        if (isEvents) {
            show(deployments.listEvents(name, EVENTS), printer::printEvents);
        } else if (isAttempts) {
            show(deployments.listAttempts(name), printer::printAttempts);
        } else if (isRestorePoints) {
            show(deployments.listRestorePoints(name), printer::printRestorePoints);
        } else if (isSpec) {
            show(
                    deployments.getSpec(name, null),
                    wanted -> console.out().println(wanted.script().stripTrailing()));
        } else {
            show(deployments.get(name), printer::print);
        }
        return ExitCode.OK;
    }

    private <T> void show(T answer, Consumer<T> printer) {
        if (isJson) {
            console.out().println(CliJson.pretty(answer));
        } else {
            printer.accept(answer);
        }
    }
}
