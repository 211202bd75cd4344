package io.drey.cli;

import static java.util.Objects.requireNonNull;

import io.drey.cli.render.CliJson;
import io.drey.cli.render.Labels;
import io.drey.cli.render.Style;
import io.drey.cli.server.DataDir;
import io.drey.cli.server.Doctor;
import io.drey.cli.server.Finding;
import io.drey.cli.shell.Console;
import io.drey.cli.shell.Environment;
import io.drey.cli.shell.ExitCode;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Examines the machine. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description =
                "Check the machine and a running Drey; show every problem at once with its remedy.",
        footer = {
            "",
            "Exit code: 0 no problem (warnings are none), 1 at least one.",
            "",
            "Examples:",
            "  ./drey doctor",
            "  ./drey doctor --json | jq '.[] | select(.state != \"ok\")'"
        })
final class DoctorCommand implements Callable<Integer> {
    private final Console console;
    private final Environment environment;

    @Mixin private DataDirOption data = new DataDirOption();

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "The port Drey is to use (default: 8090).")
    private int port = ServerOptions.DEFAULT_PORT;

    @Option(names = "--json", description = "Print a JSON array of {check, state, detail, remedy}.")
    private boolean isJson;

    DoctorCommand(Console console, Environment environment) {
        this.console = requireNonNull(console, "console");
        this.environment = requireNonNull(environment, "environment");
    }

    @Override
    public Integer call() {
        DataDir dataDir = data.choose(environment);
        List<Finding> findings = new Doctor(environment, dataDir, port).examine();
        if (isJson) {
            console.out().println(CliJson.pretty(findings.stream().map(Line::of).toList()));
        } else {
            findings.forEach(this::print);
        }
        boolean hasProblem = findings.stream().anyMatch(f -> f.state() == Finding.State.PROBLEM);
        return hasProblem ? ExitCode.FAILED : ExitCode.OK;
    }

    private void print(Finding finding) {
        Style style = console.outStyle();
        String sign =
                switch (finding.state()) {
                    case OK -> style.green("✓");
                    case WARNING -> style.yellow("!");
                    case PROBLEM -> style.red("✗");
                };
        console.out()
                .println(
                        sign
                                + " "
                                + style.bold(String.format("%-15s", finding.check()))
                                + " "
                                + finding.detail());
        if (finding.remedy() != null) {
            console.out().println("                  → " + finding.remedy());
        }
    }

    /** A finding with its state as the API writes states. */
    private record Line(String check, String state, String detail, @Nullable String remedy) {
        static Line of(Finding finding) {
            return new Line(
                    finding.check(),
                    Labels.of(finding.state()),
                    finding.detail(),
                    finding.remedy());
        }
    }
}
