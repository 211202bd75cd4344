package io.drey.cli;

import static java.util.Objects.requireNonNull;

import io.drey.cli.render.CliJson;
import io.drey.cli.shell.Console;
import io.drey.cli.shell.Environment;
import io.drey.cli.shell.ExitCode;
import io.drey.client.DeploymentCalls;
import io.drey.model.DeploymentAct;
import io.drey.model.DeploymentInfo;
import io.drey.model.StartFrom;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Acts on one deployment: one class for all verbs, which differ in their word alone. */
@Command(mixinStandardHelpOptions = true, sortOptions = false)
final class DeploymentActCommand implements Callable<Integer> {
    private final DeploymentVerb verb;
    private final Console console;
    private final Environment environment;

    @Mixin private ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "NAME", description = "The deployment's name.")
    private String name = "";

    @Option(
            names = "--from",
            paramLabel = "POINT",
            description =
                    "For start, resume and restart: latest (the default), none to begin without"
                            + " state, or the path of a restore point.")
    private @Nullable String from;

    @Option(
            names = "--drop-state",
            description = "Allow state that no operator takes to be left behind.")
    private boolean isStateDropped;

    @Option(names = "--detach", description = "Do not wait for what comes of it.")
    private boolean isDetached;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long to wait (default: 2m).")
    private Duration timeout = Duration.ofMinutes(2);

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean isJson;

    private DeploymentActCommand(DeploymentVerb verb, Console console, Environment environment) {
        this.verb = verb;
        this.console = requireNonNull(console, "console");
        this.environment = requireNonNull(environment, "environment");
    }

    static CommandLine build(DeploymentVerb verb, Console console, Environment environment) {
        CommandLine command = new CommandLine(new DeploymentActCommand(verb, console, environment));
        command.getCommandSpec()
                .name(verb.word())
                .usageMessage()
                .description(verb.description())
                .footer("", "Examples:", "  ./drey deployment " + verb.word() + " orders");
        return command;
    }

    @Override
    public Integer call() {
        DeploymentCalls deployments = server.connect(environment).deployments();
        DeploymentAct.Kind kind = verb.act();
        DeploymentInfo asked =
                kind == null
                        ? deployments.delete(name)
                        : deployments.act(
                                name,
                                new DeploymentAct(
                                        kind,
                                        startFrom(),
                                        startFrom() == StartFrom.PATH ? from : null,
                                        isStateDropped ? true : null,
                                        null));
        boolean isAwaited = kind != null && kind != DeploymentAct.Kind.SAVEPOINT && !isDetached;
        if (!isAwaited) {
            if (isJson) {
                console.out().println(CliJson.pretty(asked));
            } else {
                console.say("Asked to " + verb.word() + ": " + name);
            }
            return ExitCode.OK;
        }
        return verb.isStarting()
                ? Waiting.untilRunning(deployments, asked, timeout, console, isJson)
                : Waiting.untilEnded(deployments, asked, timeout, console, isJson);
    }

    private @Nullable StartFrom startFrom() {
        if (from == null) {
            return null;
        }
        return switch (from) {
            case "latest" -> StartFrom.LATEST;
            case "none" -> StartFrom.NONE;
            default -> StartFrom.PATH;
        };
    }
}
