package io.drey.cli;

import static java.util.Objects.requireNonNull;

import io.drey.cli.render.CliJson;
import io.drey.cli.render.JobPrinter;
import io.drey.cli.shell.Console;
import io.drey.cli.shell.Environment;
import io.drey.cli.shell.ExitCode;
import io.drey.client.DreyClient;
import io.drey.model.JobId;
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

/** Shows one job, or acts on it. */
@Command(
        name = "job",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Show one job, or act on it.",
            "With --graph: its parts as Flink runs them, each with what it reads from, rows per"
                    + " second, shares of time it was busy and held up (back-pressured), watermark"
                    + " and state."
        },
        footer = {
            "",
            "Examples:",
            "  ./drey job 5f3c0d9c2b1a4e7f8a9b0c1d2e3f4a5b",
            "  ./drey job 5f3c0d9c2b1a4e7f8a9b0c1d2e3f4a5b --graph",
            "  ./drey job 5f3c0d9c2b1a4e7f8a9b0c1d2e3f4a5b --graph --json | jq .vertices",
            "  ./drey job cancel 5f3c0d9c2b1a4e7f8a9b0c1d2e3f4a5b"
        })
final class JobCommand implements Callable<Integer> {
    private final Console console;
    private final Environment environment;

    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private ServerOptions server = new ServerOptions();

    @Parameters(
            arity = "0..1",
            paramLabel = "ID",
            description = "The job's id, as `./drey jobs` lists it.")
    private String id = "";

    @Option(names = "--graph", description = "Show its parts and how each fares now.")
    private boolean isGraph;

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean isJson;

    JobCommand(Console console, Environment environment) {
        this.console = requireNonNull(console, "console");
        this.environment = requireNonNull(environment, "environment");
    }

    /** Makes the command with its subcommands. */
    static CommandLine build(Console console, Environment environment) {
        return new CommandLine(new JobCommand(console, environment))
                .addSubcommand(new JobCancelCommand(console, environment));
    }

    @Override
    public Integer call() {
        if (id.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Missing ID (or command: cancel)");
        }
        DreyClient client = server.connect(environment);
        if (isGraph) {
            show(client.getJobGraph(new JobId(id)), new JobPrinter(console)::print);
        } else {
            show(client.getJob(new JobId(id)), new JobPrinter(console)::print);
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
