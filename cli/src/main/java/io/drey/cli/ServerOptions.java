package io.drey.cli;

import io.drey.cli.server.DataDir;
import io.drey.cli.server.RunningServer;
import io.drey.cli.server.ServerLauncher;
import io.drey.cli.server.StartOptions;
import io.drey.cli.shell.Console;
import io.drey.cli.shell.Environment;
import io.drey.client.ClientOptions;
import io.drey.client.DreyClient;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which server a command talks to. Confined to the command's thread. */
public final class ServerOptions {
    static final int DEFAULT_PORT = 8090;

    @Mixin private DataDirOption data = new DataDirOption();

    @Option(
            names = "--server",
            paramLabel = "URL",
            description =
                    "A server that is not on this machine (default: $$DREY_SERVER);"
                            + " its token is taken from $$DREY_TOKEN.")
    private @Nullable URI server;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description =
                    "PEM file with the authority that an https server's certificate leads to"
                            + " (default: $$DREY_CA, or those that Java trusts).")
    private @Nullable Path authority;

    /** The data directory of this machine's server. */
    public DataDir dataDir(Environment environment) {
        return data.choose(environment);
    }

    /** Connects to a server that is up. */
    public DreyClient connect(Environment environment) {
        URI remote = remote(environment);
        if (remote != null) {
            return remoteClient(remote, environment);
        }
        DataDir dataDir = dataDir(environment);
        return RunningServer.find(dataDir)
                .map(RunningServer::client)
                .orElseThrow(
                        () ->
                                new DreyException(
                                        DreyErrorCode.SERVER_UNAVAILABLE,
                                        "no server is running on " + dataDir.path()));
    }

    /** Connects, and starts this machine's server first when it is not up. */
    public DreyClient connectOrStart(Environment environment, Console console) {
        URI remote = remote(environment);
        if (remote != null) {
            return remoteClient(remote, environment);
        }
        DataDir dataDir = dataDir(environment);
        Optional<RunningServer> running = RunningServer.find(dataDir);
        if (running.isPresent()) {
            return running.get().client();
        }
        console.say(console.errStyle().dim("Starting Drey …"));
        RunningServer started =
                new ServerLauncher(environment, dataDir).launch(StartOptions.defaults());
        console.say(
                console.errStyle()
                        .dim(
                                "Drey is up at "
                                        + started.file().url()
                                        + "; stop it with: ./drey down"));
        return started.client();
    }

    private DreyClient remoteClient(URI remote, Environment environment) {
        String variable = environment.variable("DREY_CA");
        Path trusted = authority == null && variable != null ? Path.of(variable) : authority;
        return new DreyClient(
                ClientOptions.of(remote, environment.variable("DREY_TOKEN"))
                        .withAuthority(trusted));
    }

    private @Nullable URI remote(Environment environment) {
        if (server != null) {
            return server;
        }
        String variable = environment.variable("DREY_SERVER");
        return variable == null ? null : URI.create(variable);
    }
}
