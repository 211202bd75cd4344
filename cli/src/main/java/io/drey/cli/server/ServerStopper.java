package io.drey.cli.server;

import io.drey.client.ClientOptions;
import io.drey.client.DreyClient;
import io.drey.model.DreyException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Stops a server and makes sure that nothing it started is left. */
public final class ServerStopper {
    /** A server that is only starting can be asked once it listens. */
    private static final Duration START = Duration.ofSeconds(20);

    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration POLITE = Duration.ofSeconds(40);
    private static final Duration FIRM = Duration.ofSeconds(5);
    private static final long LOOK_EVERY_MILLIS = 50;

    private final DataDir data;

    public ServerStopper(DataDir data) {
        this.data = data;
    }

    /** What was found. */
    public enum Outcome {
        STOPPED,
        /** It did not end when asked, or left something behind, so that was killed. */
        KILLED,
        NOT_RUNNING
    }

    public Outcome stop() {
        Optional<ProcessHandle> server = findServer();
        if (server.isEmpty()) {
            return LeftOvers.kill(data) > 0 ? Outcome.KILLED : Outcome.NOT_RUNNING;
        }
        ask(server.get());
        boolean isGone = Exits.await(server.get(), POLITE);
        if (!isGone) {
            try (Stream<ProcessHandle> children = server.get().descendants()) {
                children.forEach(ProcessHandle::destroyForcibly);
            }
            server.get().destroyForcibly();
            Exits.await(server.get(), FIRM);
        }
        int left = LeftOvers.kill(data);
        return isGone && left == 0 ? Outcome.STOPPED : Outcome.KILLED;
    }

    /** The server's process; one that is starting is waited for until it can be talked to. */
    private Optional<ProcessHandle> findServer() {
        long deadline = System.nanoTime() + START.toNanos();
        while (true) {
            Optional<ProcessHandle> announced = ServerFile.read(data).flatMap(ServerFile::process);
            List<ProcessHandle> starting = LeftOvers.findServers(data);
            boolean isStarting = !starting.isEmpty() || ServerLauncher.isAtWork(data);
            if (announced.isPresent() || !isStarting || System.nanoTime() > deadline) {
                return announced.or(() -> starting.stream().findFirst());
            }
            try {
                Thread.sleep(LOOK_EVERY_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return starting.stream().findFirst();
            }
        }
    }

    private void ask(ProcessHandle process) {
        Optional<ServerFile> file = ServerFile.read(data);
        Optional<String> token = data.readToken();
        if (file.isPresent() && token.isPresent()) {
            ClientOptions options = ClientOptions.of(file.get().nearest(), token.get());
            try {
                new DreyClient(options.withRequestTimeout(ANSWER)).shutdown();
                return;
            } catch (DreyException e) {
                // It may have gone before its answer was out, or be beyond answering: the signal
                // below ends the server in any case, and what it leaves is ended after that.
            }
        }
        process.destroy();
    }
}
