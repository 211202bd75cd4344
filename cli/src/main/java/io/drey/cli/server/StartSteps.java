package io.drey.cli.server;

import static java.util.Objects.requireNonNull;

import io.drey.cli.render.Labels;
import io.drey.cli.render.Words;
import io.drey.cli.shell.Console;
import io.drey.model.ClusterInfo;
import io.drey.model.DreyException;
import io.drey.model.ProcessInfo;
import io.drey.model.StatusInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Says what is up, and when, while Drey starts. Confined to one thread. */
public final class StartSteps {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_EVERY_MILLIS = 100;

    private final Console console;
    private final Instant startedAt;
    private boolean isFlinkSaid;
    private boolean isKernelSaid;

    public StartSteps(Console console, Instant startedAt) {
        this.console = requireNonNull(console, "console");
        this.startedAt = requireNonNull(startedAt, "startedAt");
    }

    public void serverIsUp(RunningServer server) {
        step("server", server.file().url().toString());
    }

    /** Waits for Flink and a kernel; what is not up in time comes up later, and that is said. */
    public void awaitRest(RunningServer server) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!(isFlinkSaid && isKernelSaid) && Instant.now().isBefore(deadline)) {
            look(server.client().getStatus());
            pause();
        }
        if (!isFlinkSaid) {
            say("Flink", "not up yet; see: ./drey status, ./drey logs jobmanager");
        }
        if (!isKernelSaid) {
            say("kernel", "not up yet; see: ./drey status");
        }
    }

    private void look(StatusInfo status) {
        ClusterInfo cluster = status.cluster();
        if (!isFlinkSaid && cluster.state() == ClusterInfo.State.UP && cluster.slotsTotal() > 0) {
            isFlinkSaid = true;
            step("Flink", describe(cluster));
        }
        if (!isKernelSaid && status.processes().stream().anyMatch(StartSteps::isReadyKernel)) {
            isKernelSaid = true;
            step("kernel", "warm");
        }
    }

    private static boolean isReadyKernel(ProcessInfo process) {
        return process.role().endsWith("kernel")
                && List.of("warm", "idle", "busy").contains(process.state());
    }

    private static String describe(ClusterInfo cluster) {
        return (cluster.flinkVersion() == null ? "" : cluster.flinkVersion() + ", ")
                + Words.count(cluster.slotsTotal(), "slot")
                + (cluster.webUrl() == null ? "" : ", " + cluster.webUrl());
    }

    private void step(String what, String detail) {
        String time = Words.duration(Duration.between(startedAt, Instant.now()));
        say(what, String.format(java.util.Locale.ROOT, "%8s   %s", time, detail));
    }

    private void say(String what, String rest) {
        console.say(
                "  "
                        + console.errStyle().green(String.format("%-8s", what))
                        + console.errStyle().dim(rest));
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DreyException(
                    io.drey.model.DreyErrorCode.CANCELLED, "interrupted while starting", e);
        }
    }

    static String describe(ProcessInfo process) {
        return process.role() + " " + process.name() + ": " + process.state();
    }

    static String describeState(ClusterInfo cluster) {
        return "Flink ("
                + cluster.name()
                + "): "
                + Labels.of(cluster.state())
                + (cluster.why() == null ? "" : " (" + cluster.why() + ")");
    }
}
