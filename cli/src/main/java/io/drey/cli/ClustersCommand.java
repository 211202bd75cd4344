package io.drey.cli;

import static java.util.Objects.requireNonNull;

import io.drey.cli.render.CliJson;
import io.drey.cli.render.Labels;
import io.drey.cli.render.ObjectTable;
import io.drey.cli.shell.Console;
import io.drey.cli.shell.Environment;
import io.drey.cli.shell.ExitCode;
import io.drey.model.ClusterStatus;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists clusters, names them and forgets them. */
@Command(
        name = "clusters",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "List the clusters that deployments can be kept on, as they are now.",
        footer = {
            "",
            "Examples:",
            "  ./drey clusters",
            "  ./drey clusters add staging --url http://flink:8081 --state-dir /mnt/flink-state",
            "  ./drey deploy orders.sql --cluster staging",
            "  ./drey clusters remove staging"
        })
final class ClustersCommand implements Callable<Integer> {
    private final Console console;
    private final Environment environment;

    @Mixin private ServerOptions server = new ServerOptions();

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean isJson;

    private ClustersCommand(Console console, Environment environment) {
        this.console = requireNonNull(console, "console");
        this.environment = requireNonNull(environment, "environment");
    }

    /** Makes the command with its subcommands. */
    static CommandLine build(Console console, Environment environment) {
        return new CommandLine(new ClustersCommand(console, environment))
                .addSubcommand(new ClustersAddCommand(console, environment))
                .addSubcommand(new ClustersRemoveCommand(console, environment));
    }

    @Override
    public Integer call() {
        List<ClusterStatus> clusters = server.connect(environment).clusters().list();
        if (isJson) {
            console.out().println(CliJson.pretty(clusters));
            return ExitCode.OK;
        }
        ObjectTable table =
                ObjectTable.of(
                        "name",
                        "kind",
                        "state",
                        "flink",
                        "#slots",
                        "#free",
                        "#jobs",
                        "#deployments",
                        "url",
                        "why");
        for (ClusterStatus cluster : clusters) {
            boolean isUp = cluster.isReachable();
            table.add(
                    cluster.name(),
                    Labels.of(cluster.kind()),
                    isUp ? "up" : "unusable",
                    cluster.flinkVersion(),
                    isUp ? cluster.slots() : null,
                    isUp ? cluster.freeSlots() : null,
                    isUp ? cluster.jobs() : null,
                    cluster.deployments(),
                    cluster.url(),
                    cluster.why());
        }
        table.print(console.out(), console.outStyle());
        return ExitCode.OK;
    }
}
