package io.drey.cli.server;

import io.drey.client.ClientOptions;
import io.drey.client.DreyClient;
import io.drey.model.DreyException;
import java.time.Duration;
import java.util.Optional;

/** A server that answers, with the client to talk to it. */
public record RunningServer(ServerFile file, DreyClient client) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Finds the server of a data directory; empty when none answers. */
    public static Optional<RunningServer> find(DataDir data) {
        Optional<ServerFile> file = ServerFile.read(data);
        Optional<String> token = data.readToken();
        if (file.isEmpty() || token.isEmpty() || file.get().process().isEmpty()) {
            return Optional.empty();
        }
        ClientOptions options = ClientOptions.of(file.get().nearest(), token.get());
        try {
            new DreyClient(options.withRequestTimeout(PATIENCE)).health();
        } catch (DreyException e) {
            return Optional.empty();
        }
        return Optional.of(new RunningServer(file.get(), new DreyClient(options)));
    }
}
