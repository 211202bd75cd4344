package io.drey.cli;

import static java.util.Objects.requireNonNull;

import io.drey.cli.render.CliJson;
import io.drey.cli.render.Labels;
import io.drey.cli.render.ObjectTable;
import io.drey.cli.render.Words;
import io.drey.cli.shell.Console;
import io.drey.cli.shell.Environment;
import io.drey.cli.shell.ExitCode;
import io.drey.model.JobInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists jobs. */
@Command(
        name = "jobs",
        mixinStandardHelpOptions = true,
        description = "List the jobs of the cluster, running ones first.",
        footer = {"", "Examples:", "  ./drey jobs", "  ./drey jobs --json"})
final class JobsCommand implements Callable<Integer> {
    private final Console console;
    private final Environment environment;

    @Mixin private ServerOptions server = new ServerOptions();

    @Option(names = "--json", description = "Print the API's answer.")
    private boolean isJson;

    JobsCommand(Console console, Environment environment) {
        this.console = requireNonNull(console, "console");
        this.environment = requireNonNull(environment, "environment");
    }

    @Override
    public Integer call() {
        List<JobInfo> jobs = new ArrayList<>(server.connect(environment).listJobs());
        jobs.sort(Comparator.comparing(job -> job.endedAt() != null));
        if (isJson) {
            console.out().println(CliJson.pretty(jobs));
            return ExitCode.OK;
        }
        if (jobs.isEmpty()) {
            console.say("No jobs.");
            return ExitCode.OK;
        }
        ObjectTable table =
                ObjectTable.of(
                        "id", "state", "#for", "#rows in", "#rows out", "notebook", "cell", "name");
        for (JobInfo job : jobs) {
            table.add(
                    job.id(),
                    Labels.ofWord(job.state()),
                    job.durationMillis() == null
                            ? null
                            : Words.duration(Duration.ofMillis(job.durationMillis())),
                    count(job.rowsRead()),
                    count(job.rowsWritten()),
                    job.notebook(),
                    job.cell(),
                    job.name());
        }
        table.print(console.out(), console.outStyle());
        return ExitCode.OK;
    }

    private static @Nullable String count(@Nullable Long rows) {
        return rows == null ? null : Words.count(rows);
    }
}
