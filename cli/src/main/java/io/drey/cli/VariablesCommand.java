package io.drey.cli;

import static java.util.Objects.requireNonNull;

import io.drey.cli.render.CliJson;
import io.drey.cli.render.ObjectTable;
import io.drey.cli.shell.Console;
import io.drey.cli.shell.Environment;
import io.drey.cli.shell.ExitCode;
import io.drey.model.Variable;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists shared variables and secrets. */
@Command(
        name = "variables",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "List the values that deployments share; of secrets the names alone.",
        footer = {
            "",
            "Examples:",
            "  ./drey variables",
            "  ./drey variables set brokers kafka:9092",
            "  ./drey variables set db_password --secret < password.txt",
            "  ./drey variables remove brokers"
        })
final class VariablesCommand implements Callable<Integer> {
    private final Console console;
    private final Environment environment;

    @Mixin private ServerOptions server = new ServerOptions();

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean isJson;

    private VariablesCommand(Console console, Environment environment) {
        this.console = requireNonNull(console, "console");
        this.environment = requireNonNull(environment, "environment");
    }

    /** Makes the command with its subcommands. */
    static CommandLine build(Console console, Environment environment) {
        return new CommandLine(new VariablesCommand(console, environment))
                .addSubcommand(new VariablesSetCommand(console, environment))
                .addSubcommand(new VariablesRemoveCommand(console, environment));
    }

    @Override
    public Integer call() {
        List<Variable> variables = server.connect(environment).variables().list();
        if (isJson) {
            console.out().println(CliJson.pretty(variables));
            return ExitCode.OK;
        }
        if (variables.isEmpty()) {
            console.say("No variables; `./drey variables set NAME VALUE` makes one.");
            return ExitCode.OK;
        }
        ObjectTable table = ObjectTable.of("name", "value");
        for (Variable variable : variables) {
            table.add(variable.name(), variable.isSecret() ? "(secret)" : variable.value());
        }
        table.print(console.out(), console.outStyle());
        return ExitCode.OK;
    }
}
