package io.drey.cli.server;

import io.drey.model.DreyException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Stops a server and makes sure that nothing it started is left. */
public final class ServerStopper {
    private static final Duration POLITE = Duration.ofSeconds(20);
    private static final Duration FIRM = Duration.ofSeconds(5);

    private final DataDir data;

    public ServerStopper(DataDir data) {
        this.data = data;
    }

    /** What was found. */
    public enum Outcome {
        STOPPED,
        /** It did not end when asked, so it was killed. */
        KILLED,
        NOT_RUNNING
    }

    public Outcome stop() {
        Optional<ProcessHandle> process = ServerFile.read(data).flatMap(ServerFile::process);
        if (process.isEmpty()) {
            return LeftOvers.kill(data) > 0 ? Outcome.KILLED : Outcome.NOT_RUNNING;
        }
        ask(process.get());
        boolean isGone = waitFor(process.get(), POLITE);
        if (!isGone) {
            try (Stream<ProcessHandle> children = process.get().descendants()) {
                children.forEach(ProcessHandle::destroyForcibly);
            }
            process.get().destroyForcibly();
            waitFor(process.get(), FIRM);
        }
        int left = LeftOvers.kill(data);
        return isGone && left == 0 ? Outcome.STOPPED : Outcome.KILLED;
    }

    private void ask(ProcessHandle process) {
        Optional<RunningServer> server = RunningServer.find(data);
        if (server.isPresent()) {
            try {
                server.get().client().shutdown();
                return;
            } catch (DreyException e) {
                // It may have gone before its answer was out, or be too busy to answer: the signal
                // below asks for the same.
            }
        }
        process.destroy();
    }

    private static boolean waitFor(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return !process.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }
}
