package io.drey.cli.render;

import io.drey.cli.shell.Console;
import io.drey.model.Attempt;
import io.drey.model.DeploymentEvent;
import io.drey.model.DeploymentInfo;
import io.drey.model.Evidence;
import io.drey.model.RestorePoint;
import io.drey.model.Verdict;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows a deployment at the terminal. */
public final class DeploymentPrinter {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Console console;
    private final Style style;

    public DeploymentPrinter(Console console) {
        this.console = console;
        this.style = console.outStyle();
    }

    /** What it is, and why that is thought. */
    public void print(DeploymentInfo deployment) {
        fact("name", deployment.name());
        fact("desired", Labels.of(deployment.desired()));
        fact("verdict", coloured(deployment.verdict()) + " since " + time(deployment.since()));
        fact("why", safe(deployment.why()));
        fact("cluster", safe(deployment.cluster()));
        fact("spec", "version " + deployment.specVersion());
        fact("attempt", deployment.attempt());
        fact("job", deployment.jobId());
        fact("restore", deployment.latestRestorePoint());
        if (!deployment.evidence().isEmpty()) {
            console.out().println();
            for (Evidence evidence : deployment.evidence()) {
                console.out()
                        .println(
                                style.dim(time(evidence.at()) + "  " + safe(evidence.source()))
                                        + "  "
                                        + safe(evidence.text()));
            }
        }
    }

    public void printAttempts(List<Attempt> attempts) {
        ObjectTable table = ObjectTable.of("#attempt", "job", "spec", "begun", "end", "why");
        for (Attempt attempt : attempts) {
            table.add(
                    attempt.number(),
                    attempt.jobId(),
                    attempt.specVersion(),
                    time(attempt.intendedAt()),
                    attempt.end() == null ? "" : Labels.of(attempt.end()),
                    attempt.why());
        }
        table.print(console.out(), style);
    }

    public void printRestorePoints(List<RestorePoint> points) {
        ObjectTable table = ObjectTable.of("#attempt", "kind", "at", "path", "why not");
        for (RestorePoint point : points) {
            table.add(
                    point.attempt(),
                    Labels.of(point.kind()),
                    time(point.at()),
                    point.path(),
                    point.whyNot());
        }
        table.print(console.out(), style);
    }

    public void printEvents(List<DeploymentEvent> events) {
        for (DeploymentEvent event : events) {
            console.out()
                    .println(
                            style.dim(time(event.at()) + "  " + safe(event.source()))
                                    + "  "
                                    + safe(event.text()));
        }
    }

    private String coloured(Verdict verdict) {
        String word = Labels.of(verdict);
        return switch (verdict) {
            case RUNNING, FINISHED -> style.green(word);
            case FAILED, CONFLICT -> style.red(word);
            case DEGRADED, UNREACHABLE, WAITING -> style.yellow(word);
            case STARTING, STOPPING, SUSPENDED, STOPPED -> word;
        };
    }

    private void fact(String name, @Nullable Object value) {
        if (value != null) {
            console.out().printf("%-10s%s%n", name, value);
        }
    }

    private static String time(Instant at) {
        return TIME.format(at.atZone(ZoneId.systemDefault()));
    }

    private static String safe(String text) {
        return ValueText.toCell(text);
    }
}
