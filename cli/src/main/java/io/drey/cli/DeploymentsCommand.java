package io.drey.cli;

import static java.util.Objects.requireNonNull;

import io.drey.cli.render.CliJson;
import io.drey.cli.render.Labels;
import io.drey.cli.render.ObjectTable;
import io.drey.cli.render.Words;
import io.drey.cli.shell.Console;
import io.drey.cli.shell.Environment;
import io.drey.cli.shell.ExitCode;
import io.drey.model.DeploymentFilter;
import io.drey.model.DeploymentInfo;
import io.drey.model.DeploymentList;
import io.drey.model.Verdict;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists deployments. */
@Command(
        name = "deployments",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "List the deployments: what is wanted of each, and how it is.",
        footer = {
            "",
            "Examples:",
            "  ./drey deployments",
            "  ./drey deployments --verdict failed",
            "  ./drey deployments --json | jq -r '.[].name'"
        })
final class DeploymentsCommand implements Callable<Integer> {
    private static final int MOST = 10_000;

    private final Console console;
    private final Environment environment;

    @Mixin private ServerOptions server = new ServerOptions();

    @Option(names = "--search", paramLabel = "TEXT", description = "Only names that contain it.")
    private @Nullable String text;

    @Option(
            names = "--verdict",
            paramLabel = "VERDICT",
            description = "Only those of this verdict.")
    private @Nullable Verdict verdict;

    @Option(names = "--cluster", paramLabel = "CLUSTER", description = "Only those on a cluster.")
    private @Nullable String cluster;

    @Option(names = "--label", paramLabel = "KEY=VALUE", description = "Only those with a label.")
    private @Nullable String label;

    @Option(names = "--json", description = "Print the API's deployments, as a list.")
    private boolean isJson;

    DeploymentsCommand(Console console, Environment environment) {
        this.console = requireNonNull(console, "console");
        this.environment = requireNonNull(environment, "environment");
    }

    @Override
    public Integer call() {
        DeploymentFilter filter = new DeploymentFilter(text, verdict, cluster, label);
        DeploymentList list = server.connect(environment).deployments().list(filter, 0, MOST);
        if (isJson) {
            console.out().println(CliJson.pretty(list.deployments()));
            return ExitCode.OK;
        }
        if (list.deployments().isEmpty()) {
            console.say("No deployments; `./drey deploy FILE.sql` makes one.");
            return ExitCode.OK;
        }
        ObjectTable table =
                ObjectTable.of("name", "desired", "verdict", "#attempt", "cluster", "why");
        for (DeploymentInfo deployment : list.deployments()) {
            table.add(
                    deployment.name(),
                    Labels.of(deployment.desired()),
                    Labels.of(deployment.verdict()),
                    deployment.attempt(),
                    deployment.cluster(),
                    deployment.why());
        }
        table.print(console.out(), console.outStyle());
        if (list.total() > list.deployments().size()) {
            console.say("Shown are " + MOST + " of " + Words.count(list.total(), "deployment"));
        }
        return ExitCode.OK;
    }
}
