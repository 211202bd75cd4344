package io.drey.cli.server;

import static java.util.Objects.requireNonNull;

import io.drey.cli.shell.Environment;
import io.drey.model.ClusterInfo;
import io.drey.model.DreyException;
import io.drey.model.ProcessInfo;
import io.drey.model.StatusInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at the machine and at a running Drey, and reports everything at once. */
public final class Doctor {
    private final MachineChecks machine;
    private final DataDir data;
    private final int port;

    public Doctor(Environment environment, DataDir data, int port) {
        this.machine = new MachineChecks(requireNonNull(environment, "environment"));
        this.data = requireNonNull(data, "data");
        this.port = port;
    }

    public List<Finding> examine() {
        List<Finding> findings = new ArrayList<>();
        findings.add(machine.java());
        findings.add(machine.build());
        findings.add(machine.memory());
        findings.add(DataDirChecks.writable(data));
        findings.add(DataDirChecks.disk(data));
        Optional<RunningServer> server = RunningServer.find(data);
        if (server.isPresent()) {
            examine(server.get(), findings);
        } else {
            findings.add(DataDirChecks.unused(data));
            findings.add(MachineChecks.port(port));
        }
        findings.add(machine.tool("node", "only needed to build the page", "--version"));
        findings.add(machine.tool("chromium", "only needed for the browser tests", "--version"));
        return findings;
    }

    private void examine(RunningServer server, List<Finding> findings) {
        findings.add(Finding.ok("server", "up at " + server.file().url()));
        StatusInfo status;
        try {
            status = server.client().getStatus();
        } catch (DreyException e) {
            findings.add(
                    Finding.problem(
                            "server status",
                            String.valueOf(e.getMessage()),
                            "Look at: ./drey logs server"));
            return;
        }
        findings.add(flink(status.cluster()));
        for (ProcessInfo process : status.processes()) {
            boolean isBad = process.state().equals("lost") || process.state().equals("dead");
            if (isBad || process.note() != null) {
                String detail =
                        process.state() + (process.note() == null ? "" : ": " + process.note());
                findings.add(
                        Finding.warning(
                                process.role() + " " + process.name(),
                                detail,
                                "Look at: ./drey logs " + logName(process)));
            }
        }
        findings.add(DataDirChecks.resultPort(data));
    }

    private static Finding flink(ClusterInfo cluster) {
        String detail =
                cluster.name()
                        + (cluster.webUrl() == null ? "" : " at " + cluster.webUrl())
                        + (cluster.why() == null ? "" : ": " + cluster.why());
        return switch (cluster.state()) {
            case UP ->
                    cluster.slotsFree() > 0
                            ? Finding.ok("flink", "up, " + detail)
                            : Finding.warning(
                                    "flink",
                                    "up, but no slot is free, " + detail,
                                    "Stop a stream that is no longer needed: ./drey jobs");
            case STARTING, RESTARTING ->
                    Finding.warning("flink", "still starting, " + detail, "Wait some seconds.");
            case UNREACHABLE, STOPPED ->
                    Finding.problem(
                            "flink", "not reachable, " + detail, "Look at: ./drey logs jobmanager");
        };
    }

    private static String logName(ProcessInfo process) {
        return process.role().endsWith("kernel") ? process.name() : process.role();
    }
}
