package io.drey.cli.server;

import static java.util.Objects.requireNonNull;

import io.drey.cli.shell.Console;
import io.drey.model.DreyException;
import io.drey.model.ProcessInfo;
import io.drey.model.StatusInfo;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Tells what changes among the processes while Drey runs in the foreground. */
public final class EventWatch {
    private static final long LOOK_EVERY_MILLIS = 1_000;
    private static final String UP = "up";
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final Set<String> HEALTHY = Set.of("up", "warm", "idle", "busy", "starting");

    private final RunningServer server;
    private final Console console;
    private final Map<String, String> processes = new HashMap<>();
    private String cluster = "";
    private boolean isFirstLook = true;

    public EventWatch(RunningServer server, Console console) {
        this.server = requireNonNull(server, "server");
        this.console = requireNonNull(console, "console");
    }

    /** Returns when the server's process has ended. */
    public void watchUntilGone() {
        while (server.file().process().isPresent()) {
            try {
                look(server.client().getStatus());
            } catch (DreyException e) {
                // A server that is busy or going down does not answer; its process decides.
            }
            try {
                Thread.sleep(LOOK_EVERY_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    void look(StatusInfo status) {
        String clusterNow = StartSteps.describeState(status.cluster());
        if (!isFirstLook && !clusterNow.equals(cluster)) {
            say(clusterNow);
        }
        cluster = clusterNow;
        Set<String> seen = new HashSet<>();
        for (ProcessInfo process : status.processes()) {
            String key = process.role() + " " + process.name();
            seen.add(key);
            String now = describe(process);
            String before = processes.getOrDefault(key, UP);
            processes.put(key, now);
            if (!isFirstLook && !now.equals(before)) {
                say(key + ": " + now);
            }
        }
        // Kernels come and go with their work; a part of the cluster should stay.
        for (String gone : Set.copyOf(processes.keySet())) {
            if (!seen.contains(gone)) {
                processes.remove(gone);
                if (!gone.contains("kernel")) {
                    say(gone + ": gone");
                }
            }
        }
        isFirstLook = false;
    }

    private static String describe(ProcessInfo process) {
        String state = HEALTHY.contains(process.state()) ? UP : process.state();
        return process.note() == null ? state : state + " (" + process.note() + ")";
    }

    private void say(String event) {
        String time = CLOCK.format(LocalTime.now(ZoneId.systemDefault()));
        console.say(console.errStyle().dim(time) + "  " + event);
    }
}
