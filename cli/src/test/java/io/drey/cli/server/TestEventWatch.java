package io.drey.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.cli.shell.Console;
import io.drey.cli.shell.Terminals;
import io.drey.client.DreyClient;
import io.drey.model.ClusterInfo;
import io.drey.model.ProcessInfo;
import io.drey.model.StatusInfo;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TestEventWatch {
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final EventWatch watch =
            new EventWatch(
                    new RunningServer(
                            new ServerFile(1, NOWHERE, null, START, "0.1.0"),
                            DreyClient.of(NOWHERE, null)),
                    new Console(
                            InputStream.nullInputStream(),
                            new PrintStream(OutputStream.nullOutputStream()),
                            new PrintStream(said, true, StandardCharsets.UTF_8),
                            Terminals.none(),
                            Map.of()));

    @Test
    void keepsQuietWhileAllIsWell() {
        watch.look(status(ClusterInfo.State.UP, process("kernel", "idle", null)));
        watch.look(status(ClusterInfo.State.UP, process("kernel", "busy", null)));
        watch.look(status(ClusterInfo.State.UP, process("spare-kernel", "starting", null)));
        watch.look(status(ClusterInfo.State.UP));

        assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void tellsOfTroubleAndOfItsEnd() {
        watch.look(status(ClusterInfo.State.UP, process("taskmanager", "up", null)));
        watch.look(status(ClusterInfo.State.RESTARTING));
        watch.look(
                status(ClusterInfo.State.UP, process("taskmanager", "up", "restarted: it died")));
        watch.look(status(ClusterInfo.State.UP, process("kernel", "lost", null)));

        assertThat(said.toString(StandardCharsets.UTF_8))
                .containsSubsequence(
                        "Flink (local): restarting",
                        "taskmanager n: gone",
                        "Flink (local): up",
                        "taskmanager n: up (restarted: it died)",
                        "kernel n: lost");
    }

    private static StatusInfo status(ClusterInfo.State state, ProcessInfo... processes) {
        return new StatusInfo(
                "0.1.0",
                START,
                "/data",
                List.of(processes),
                new ClusterInfo("local", state, null, null, 4, 4, null));
    }

    private static ProcessInfo process(String role, String state, @Nullable String note) {
        return new ProcessInfo(role, "n", 1L, null, null, null, state, START, note);
    }
}
