package io.drey.cli;

import static java.util.Objects.requireNonNull;

import io.drey.cli.render.CliJson;
import io.drey.cli.render.Labels;
import io.drey.cli.render.ObjectTable;
import io.drey.cli.render.Style;
import io.drey.cli.render.Words;
import io.drey.cli.shell.Console;
import io.drey.cli.shell.Environment;
import io.drey.cli.shell.ExitCode;
import io.drey.model.ClusterInfo;
import io.drey.model.ProcessInfo;
import io.drey.model.StatusInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what runs. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Show every process of Drey with its pid, port, version and memory.",
        footer = {
            "",
            "Exit code: 0 when Drey is up, 3 when it is not.",
            "",
            "Examples:",
            "  ./drey status",
            "  ./drey status --json | jq '.processes[].pid'"
        })
final class StatusCommand implements Callable<Integer> {
    private final Console console;
    private final Environment environment;

    @Mixin private ServerOptions server = new ServerOptions();

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean isJson;

    StatusCommand(Console console, Environment environment) {
        this.console = requireNonNull(console, "console");
        this.environment = requireNonNull(environment, "environment");
    }

    @Override
    public Integer call() {
        StatusInfo status = server.connect(environment).getStatus();
        if (isJson) {
            console.out().println(CliJson.pretty(status));
        } else {
            print(status);
        }
        return ExitCode.OK;
    }

    private void print(StatusInfo status) {
        Style style = console.outStyle();
        console.out()
                .println(
                        style.bold("Drey " + status.version())
                                + ", up for "
                                + Words.duration(
                                        Duration.between(status.startedAt(), Instant.now()))
                                + ", data in "
                                + status.dataDir());
        ClusterInfo cluster = status.cluster();
        console.out()
                .println(
                        "Flink "
                                + (cluster.flinkVersion() == null ? "" : cluster.flinkVersion())
                                + " ("
                                + cluster.name()
                                + "): "
                                + Labels.of(cluster.state())
                                + ", "
                                + cluster.slotsFree()
                                + " of "
                                + cluster.slotsTotal()
                                + " slots free"
                                + (cluster.webUrl() == null ? "" : ", " + cluster.webUrl())
                                + (cluster.why() == null ? "" : " (" + cluster.why() + ")"));
        ObjectTable table =
                ObjectTable.of(
                        "role", "name", "#pid", "#port", "state", "#memory", "version", "note");
        long total = 0;
        for (ProcessInfo process : status.processes()) {
            Long memory = process.memoryBytes();
            total += memory == null ? 0 : memory;
            table.add(
                    process.role(),
                    process.name(),
                    process.pid(),
                    process.port(),
                    process.state(),
                    memory == null ? null : Words.bytes(memory),
                    process.version(),
                    process.note());
        }
        console.out().println();
        table.print(console.out(), style);
        console.out().println("memory together: " + Words.bytes(total));
    }
}
