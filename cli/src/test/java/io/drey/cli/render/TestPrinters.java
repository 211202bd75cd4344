package io.drey.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.cli.shell.Console;
import io.drey.cli.shell.Terminals;
import io.drey.model.JobGraph;
import io.drey.model.JobId;
import io.drey.model.KernelId;
import io.drey.model.KernelInfo;
import io.drey.model.KernelState;
import io.drey.model.SessionInfo;
import io.drey.model.TextCheck;
import io.drey.model.TextPlan;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TestPrinters {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console =
            new Console(
                    new ByteArrayInputStream(new byte[0]),
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8),
                    Terminals.none(),
                    Map.of());

    @Test
    void drawsAJobWithWhatEachPartReadsFrom() {
        JobGraph.Vertex source =
                new JobGraph.Vertex(
                        "a",
                        "Source: flights",
                        List.of(),
                        2,
                        "RUNNING",
                        9000,
                        9000,
                        1203.4,
                        1203.4,
                        null,
                        null,
                        0.03,
                        0.84,
                        0.13,
                        NOW.minusSeconds(3),
                        null);
        JobGraph.Vertex sink =
                new JobGraph.Vertex(
                        "b", "Sink", List.of(), 1, "RUNNING", 10, 0, null, null, null, null, null,
                        null, null, null, 2048L);
        new JobPrinter(console)
                .print(
                        new JobGraph(
                                new JobId("a".repeat(32)),
                                "delays",
                                "RUNNING",
                                NOW,
                                List.of(source, sink),
                                List.of(new JobGraph.Edge("a", "b", "HASH")),
                                new JobGraph.Checkpoint(7, NOW.minusSeconds(2), 40, 2048),
                                new JobGraph.Failure(NOW, "Sink (1/1)", "disk full")));
        assertThat(said())
                .isEqualTo(
                        """
                        delays  RUNNING

                        [1] Source: flights
                            2 tasks RUNNING · in 1,203/s (9,000) · out 1,203/s (9,000) · busy 3 %\
                         · held up 84 % · idle 13 % · watermark 2026-03-01T07:59:57Z, 3.00 s behind\
                         the clock

                          ▲ from [1] by HASH
                        [2] Sink
                            1 task RUNNING · in 10 · out 0 · state 2.0 KB

                        checkpoint 7 of 2.0 KB, 2.00 s ago, took 0.04 s
                        failed in Sink (1/1): disk full
                        """);
    }

    @Test
    void drawsAPlanFromItsEndToItsSources() {
        TextPlan.Node left = node(0, "Source", null, List.of());
        TextPlan.Node right = node(1, "Source", null, List.of());
        TextPlan.Node join =
                node(
                        2,
                        "Join",
                        "keeps every row",
                        List.of(new TextPlan.Input(0, "hash"), new TextPlan.Input(1, null)));
        TextPlan plan =
                new TextPlan(
                        List.of(
                                new TextPlan.Statement(
                                        0, "SELECT", 3, "JOIN", List.of(left, right, join))),
                        null);
        TextCheck check =
                new TextCheck(
                        List.of(),
                        List.of(new TextCheck.Warning("It grows.", "Bound it.", 3, 1, 3, 4, null)));
        new PlanPrinter(console, false).print(plan, check, "x");
        assertThat(said())
                .isEqualTo(
                        """
                        SELECT  line 3
                        Join  [+I]  grows
                        │    on: a
                        ├─ hash ← Source  [+I]
                        │       on: a
                        └─ Source  [+I]
                                on: a

                        """);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("warning: line 3: It grows.\n  Bound it.\n");

        out.reset();
        new PlanPrinter(console, true).print(plan, check, "x");
        assertThat(said()).isEqualTo("SELECT  line 3\nJOIN\n\n");
    }

    @Test
    void saysThatSettingsOfTheFileWaitForARestart() {
        KernelInfo kernel =
                new KernelInfo(
                        new KernelId("k1"),
                        "shop.drey.md",
                        null,
                        "1.20",
                        "local",
                        KernelState.IDLE,
                        7L,
                        NOW,
                        1L << 20,
                        null,
                        Map.of("runtime", "batch"),
                        List.of("session.mode: 'yarn' (no)"));
        SessionInfo session =
                new SessionInfo(
                        kernel,
                        1L << 20,
                        2L << 20,
                        1500L,
                        List.of(new SessionInfo.Held("orders", "table")),
                        List.of(new SessionInfo.Setting("a.b", "1", null, null, "first")),
                        List.of("/x/y.jar"));
        new SessionPrinter(console).print(Map.of("runtime", "streaming"), Optional.of(session));
        assertThat(said())
                .contains("k1  idle", "heap      1.0 MB of 2.0 MB", "runtime", "orders", "/x/y.jar")
                .containsPattern("a\\.b .*1 .*first");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("they take effect when it is restarted", "session.mode: 'yarn'");

        new SessionPrinter(console).print(Map.of(), Optional.empty());
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("No kernel yet");
    }

    private static TextPlan.Node node(
            int id, String title, String warning, List<TextPlan.Input> inputs) {
        return new TextPlan.Node(
                id,
                "other",
                title,
                title,
                List.of(new TextPlan.Fact("on", "a")),
                "+I",
                true,
                warning,
                inputs);
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
