package io.drey.cli;

import io.drey.cli.shell.Console;
import io.drey.cli.shell.Environment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The list of all commands.
 *
 * <p>Only the one that is asked for is looked into: reading the annotations of all of them would
 * cost every start some tens of milliseconds.
 */
final class Commands {
    private static final Map<String, BiFunction<Console, Environment, Object>> ALL =
            new LinkedHashMap<>();

    static {
        ALL.put("up", UpCommand::new);
        ALL.put("down", DownCommand::new);
        ALL.put("status", StatusCommand::new);
        ALL.put("url", UrlCommand::new);
        ALL.put("logs", LogsCommand::new);
        ALL.put("doctor", DoctorCommand::new);
        ALL.put("sql", SqlCommand::new);
        ALL.put("explain", ExplainCommand::new);
        ALL.put("catalog", CatalogCommand::new);
        ALL.put("notebook", NotebookCommand::build);
        ALL.put("result", ResultCommand::new);
        ALL.put("deploy", DeployCommand::new);
        ALL.put("deployments", DeploymentsCommand::new);
        ALL.put("deployment", DeploymentCommand::build);
        ALL.put("clusters", ClustersCommand::build);
        ALL.put("variables", VariablesCommand::build);
        ALL.put("jobs", JobsCommand::new);
        ALL.put("job", JobCommand::build);
        ALL.put("version", VersionCommand::new);
    }

    private Commands() {}

    static CommandLine build(String[] args, Console console, Environment environment) {
        String asked = args.length > 0 ? args[0] : "";
        CommandLine root = new CommandLine(new Root());
        ALL.forEach(
                (name, make) -> {
                    if (!ALL.containsKey(asked) || name.equals(asked)) {
                        root.addSubcommand(name, make.apply(console, environment));
                    }
                });
        root.getSubcommands().values().forEach(Commands::dropVersionFlag);
        if (!ALL.containsKey(asked)) {
            root.addSubcommand("help", new CommandLine.HelpCommand());
        }
        return root;
    }

    /** The version is that of the program, so only the program tells it. */
    private static void dropVersionFlag(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        OptionSpec flag = spec.findOption("--version");
        if (flag != null && flag.versionHelp()) {
            spec.remove(flag);
        }
        command.getSubcommands().values().forEach(Commands::dropVersionFlag);
    }

    /** The command without a subcommand: explains itself. */
    @Command(
            name = "./drey",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            synopsisSubcommandLabel = "COMMAND",
            description = "A self-hosted home for Apache Flink.",
            footer = {
                "",
                "Examples:",
                "  ./drey up                          start Drey and print its address",
                "  ./drey sql -e \"SELECT 1\"           run one query, result on stdout",
                "  ./drey notebook run my.drey.md     run every cell of a notebook",
                "",
                "Environment: DREY_DATA (data directory), NO_COLOR (no colours),",
                "DREY_SERVER and DREY_TOKEN (a server elsewhere)."
            })
    static final class Root implements Runnable {
        @CommandLine.Spec private CommandSpec spec = CommandSpec.create();

        @Override
        public void run() {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }
}
