package io.drey.cli;

import static java.util.Objects.requireNonNull;

import io.drey.cli.render.CliJson;
import io.drey.cli.shell.Console;
import io.drey.cli.shell.Environment;
import io.drey.cli.shell.ExitCode;
import io.drey.client.DeploymentCalls;
import io.drey.model.DeploymentChange;
import io.drey.model.DeploymentChange.Upgrade;
import io.drey.model.DeploymentInfo;
import io.drey.model.DeploymentRequest;
import io.drey.model.DeploymentSpec;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.SpecDifference;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deploys a program. */
@Command(
        name = "deploy",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Deploy a file of SQL statements: Drey runs it and keeps it running.",
            "Waits until it runs, or says why it does not."
        },
        footer = {
            "",
            "Examples:",
            "  ./drey deploy orders.sql",
            "  ./drey deploy orders.sql --name \"orders EU\" -p region=eu --parallelism 2",
            "  ./drey deploy orders.sql --replace --upgrade last-checkpoint"
        })
final class DeployCommand implements Callable<Integer> {
    private final Console console;
    private final Environment environment;

    @Mixin private ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "FILE", description = "The SQL statements, in UTF-8.")
    private Path file = Path.of("");

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What to call it (default: the file's name).")
    private @Nullable String name;

    @Option(
            names = "--cluster",
            paramLabel = "CLUSTER",
            description = "Where to run it (default: local).")
    private @Nullable String cluster;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = "How many tasks work side by side.")
    private @Nullable Integer parallelism;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A setting of Flink; can be given several times.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = {"-p", "--parameter"},
            paramLabel = "NAME=VALUE",
            description =
                    "A value for what the file leaves open as $${name}; can be given several times."
                            + " Never a secret: see `./drey variables`.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    @Option(
            names = "--label",
            paramLabel = "KEY=VALUE",
            description = "A label to find it by; can be given several times.")
    private Map<String, String> labels = new LinkedHashMap<>();

    @Option(
            names = "--accept-loss",
            description = "Allow settings under which checkpoints are not kept.")
    private boolean isLossAccepted;

    @Option(names = "--no-start", description = "Do not start it yet.")
    private boolean isNotStarted;

    @Option(names = "--replace", description = "If it exists, give it this program instead.")
    private boolean isReplaced;

    @Option(
            names = "--upgrade",
            paramLabel = "HOW",
            converter = UpgradeConverter.class,
            description =
                    "With --replace, what becomes of the state: savepoint (the default: stop with a"
                            + " savepoint and go on from it), last-checkpoint or stateless.")
    private @Nullable Upgrade upgrade;

    @Option(
            names = "--drop-state",
            description = "With --replace, allow state that no operator takes to be left behind.")
    private boolean isStateDropped;

    @Option(names = "--detach", description = "Do not wait until it runs.")
    private boolean isDetached;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long to wait (default: 2m).")
    private Duration timeout = Duration.ofMinutes(2);

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean isJson;

    DeployCommand(Console console, Environment environment) {
        this.console = requireNonNull(console, "console");
        this.environment = requireNonNull(environment, "environment");
    }

    @Override
    public Integer call() {
        DeploymentSpec spec =
                new DeploymentSpec(
                        cluster,
                        read(),
                        parallelism,
                        settings,
                        labels,
                        null,
                        null,
                        isLossAccepted ? true : null,
                        parameters,
                        null);
        DeploymentCalls deployments = server.connectOrStart(environment, console).deployments();
        DeploymentInfo deployment = deploy(deployments, spec);
        boolean isToRun = deployment.desired() == io.drey.model.Desired.RUNNING;
        if (isDetached || !isToRun) {
            return tell(deployment, isToRun ? "Deployed" : "Deployed, not started", ExitCode.OK);
        }
        return Waiting.untilRunning(deployments, deployment, timeout, console, isJson);
    }

    private DeploymentInfo deploy(DeploymentCalls deployments, DeploymentSpec spec) {
        String called = name == null ? stem() : name;
        try {
            return deployments.create(new DeploymentRequest(called, spec, !isNotStarted));
        } catch (DreyException e) {
            if (!isReplaced || e.code() != DreyErrorCode.DEPLOYMENT_EXISTS) {
                throw e;
            }
        }
        SpecDifference.between(deployments.getSpec(called, null), spec).stream()
                .filter(it -> !it.path().startsWith("variables."))
                .forEach(it -> console.say("  " + it));
        return deployments.change(
                called, new DeploymentChange(spec, null, upgrade, isStateDropped ? true : null));
    }

    private int tell(DeploymentInfo deployment, String what, int exitCode) {
        if (isJson) {
            console.out().println(CliJson.pretty(deployment));
        } else {
            console.say(what + ": " + deployment.name());
        }
        return exitCode;
    }

    private String read() {
        try {
            return Files.readString(file);
        } catch (MalformedInputException e) {
            throw new DreyException(
                    DreyErrorCode.BAD_REQUEST, file + ": not UTF-8 (expected: SQL as text)", e);
        } catch (IOException e) {
            throw new DreyException(DreyErrorCode.BAD_REQUEST, file + ": cannot be read", e);
        }
    }

    private String stem() {
        String called = String.valueOf(file.getFileName());
        int dot = called.lastIndexOf('.');
        return dot <= 0 ? called : called.substring(0, dot);
    }
}
