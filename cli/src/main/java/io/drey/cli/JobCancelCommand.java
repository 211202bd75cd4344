package io.drey.cli;

import static java.util.Objects.requireNonNull;

import io.drey.cli.shell.Console;
import io.drey.cli.shell.Environment;
import io.drey.cli.shell.ExitCode;
import io.drey.model.JobId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Cancels a job. */
@Command(
        name = "cancel",
        mixinStandardHelpOptions = true,
        description = "Cancel a job; it ends without a savepoint.",
        footer = {"", "Examples:", "  ./drey job cancel 5f3c0d9c2b1a4e7f8a9b0c1d2e3f4a5b"})
final class JobCancelCommand implements Callable<Integer> {
    private final Console console;
    private final Environment environment;

    @Mixin private ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "ID", description = "The job's id, as `./drey jobs` lists it.")
    private String id = "";

    JobCancelCommand(Console console, Environment environment) {
        this.console = requireNonNull(console, "console");
        this.environment = requireNonNull(environment, "environment");
    }

    @Override
    public Integer call() {
        server.connect(environment).cancelJob(new JobId(id));
        console.say("Cancelling job " + id + ".");
        return ExitCode.OK;
    }
}
