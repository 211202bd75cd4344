package io.drey.cli;

import static java.util.Objects.requireNonNull;

import io.drey.cli.render.CliJson;
import io.drey.cli.render.Words;
import io.drey.cli.shell.Console;
import io.drey.cli.shell.Environment;
import io.drey.cli.shell.ExitCode;
import io.drey.model.ClusterRequest;
import io.drey.model.ClusterStatus;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Names a cluster. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Name a Flink session cluster of the 1.20 line, so that programs can be deployed on it.",
            "One that does not answer yet is taken too: what is deployed there waits for it."
        },
        footer = {
            "",
            "Examples:",
            "  ./drey clusters add staging --url http://flink:8081 --state-dir /mnt/flink-state"
        })
final class ClustersAddCommand implements Callable<Integer> {
    private final Console console;
    private final Environment environment;

    @Mixin private ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "NAME", description = "What to call it.")
    private String name = "";

    @Option(
            names = "--url",
            paramLabel = "URL",
            required = true,
            description = "Its REST interface, such as http://flink:8081.")
    private String url = "";

    @Option(
            names = "--state-dir",
            paramLabel = "FOLDER",
            description =
                    "Where deployments on it save their state: a folder that the server and every"
                            + " process of the cluster see under this path (default, for a cluster"
                            + " on the server's machine: one in the data directory).")
    private @Nullable String stateDirectory;

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean isJson;

    ClustersAddCommand(Console console, Environment environment) {
        this.console = requireNonNull(console, "console");
        this.environment = requireNonNull(environment, "environment");
    }

    @Override
    public Integer call() {
        ClusterStatus added =
                server.connectOrStart(environment, console)
                        .clusters()
                        .add(new ClusterRequest(name, url, stateDirectory));
        if (isJson) {
            console.out().println(CliJson.pretty(added));
        } else if (added.isReachable()) {
            console.say(
                    "Added: %s, Flink %s, %s"
                            .formatted(
                                    name,
                                    added.flinkVersion(),
                                    Words.count(added.slots(), "slot")));
        } else {
            console.say("Added: " + name + ", which does not answer yet: " + added.why());
        }
        return ExitCode.OK;
    }
}
