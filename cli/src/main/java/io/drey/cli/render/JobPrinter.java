package io.drey.cli.render;

import static java.util.Objects.requireNonNull;

import io.drey.cli.shell.Console;
import io.drey.model.JobGraph;
import io.drey.model.JobGraph.Edge;
import io.drey.model.JobGraph.Vertex;
import io.drey.model.JobInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows a job and its graph at the terminal. */
public final class JobPrinter {
    /** A share of time from which on a part is marked, as on the page. */
    private static final double MUCH = 0.5;

    private final Console console;
    private final Style style;

    public JobPrinter(Console console) {
        this.console = requireNonNull(console, "console");
        this.style = console.outStyle();
    }

    public void print(JobInfo job) {
        fact("job", job.id().value());
        fact("name", job.name());
        fact("state", Labels.ofWord(job.state()));
        if (job.durationMillis() != null) {
            fact("for", Words.duration(Duration.ofMillis(job.durationMillis())));
        }
        if (job.rowsRead() != null) {
            fact("rows in", Words.count(job.rowsRead()));
        }
        if (job.rowsWritten() != null) {
            fact("rows out", Words.count(job.rowsWritten()));
        }
        fact("notebook", job.notebook());
        fact("cell", job.cell());
    }

    /** Each part behind those it reads from, under its number what is known of it. */
    public void print(JobGraph graph) {
        console.out().println(style.bold(safe(graph.name())) + "  " + graph.state());
        List<String> ids = graph.vertices().stream().map(Vertex::id).toList();
        for (Vertex vertex : graph.vertices()) {
            String inputs =
                    graph.edges().stream()
                            .filter(edge -> edge.to().equals(vertex.id()))
                            .map(edge -> input(edge, ids))
                            .collect(Collectors.joining(", "));
            console.out().println();
            if (!inputs.isEmpty()) {
                console.out().println(style.dim("  \u25b2 from " + inputs));
            }
            String number = "[" + (ids.indexOf(vertex.id()) + 1) + "] ";
            console.out().println(style.cyan(number) + style.bold(safe(vertex.title())));
            console.out().println("    " + String.join(" \u00b7 ", facts(vertex, graph.at())));
        }
        console.out().println();
        JobGraph.Checkpoint checkpoint = graph.checkpoint();
        console.out()
                .println(
                        checkpoint == null
                                ? style.dim("no checkpoint completed: the size of state is unknown")
                                : "checkpoint %d of %s, %s ago, took %s"
                                        .formatted(
                                                checkpoint.id(),
                                                Words.bytes(checkpoint.stateBytes()),
                                                since(checkpoint.at(), graph.at()),
                                                Words.duration(
                                                        Duration.ofMillis(
                                                                checkpoint.durationMillis()))));
        JobGraph.Failure failure = graph.failure();
        if (failure != null) {
            String where = failure.task() == null ? "" : " in " + safe(failure.task());
            console.out().println(style.red("failed" + where + ": " + safe(failure.cause())));
        }
    }

    private List<String> facts(Vertex vertex, Instant now) {
        List<String> facts = new ArrayList<>();
        facts.add(Words.count(vertex.parallelism(), "task") + " " + vertex.state());
        add(facts, "in", rate(vertex.recordsInPerSecond(), vertex.recordsIn()));
        add(facts, "out", rate(vertex.recordsOutPerSecond(), vertex.recordsOut()));
        addShare(facts, "busy", vertex.busy());
        addShare(facts, "held up", vertex.backPressured());
        addShare(facts, "idle", vertex.idle(), false);
        if (vertex.watermark() != null) {
            facts.add(
                    "watermark %s, %s behind the clock"
                            .formatted(vertex.watermark(), since(vertex.watermark(), now)));
        }
        if (vertex.stateBytes() != null) {
            facts.add("state " + Words.bytes(vertex.stateBytes()));
        }
        return facts;
    }

    private static String input(Edge edge, List<String> ids) {
        return "[" + (ids.indexOf(edge.from()) + 1) + "] by " + edge.sent();
    }

    private static void add(List<String> facts, String name, String value) {
        facts.add(name + " " + value);
    }

    private void addShare(List<String> facts, String name, @Nullable Double share) {
        addShare(facts, name, share, share != null && share >= MUCH);
    }

    private void addShare(
            List<String> facts, String name, @Nullable Double share, boolean isMarked) {
        if (share != null) {
            String text = String.format(Locale.ROOT, "%s %.0f %%", name, share * 100);
            facts.add(isMarked ? style.yellow(text) : text);
        }
    }

    private static String rate(@Nullable Double perSecond, long count) {
        return perSecond == null
                ? Words.count(count)
                : "%s/s (%s)".formatted(Words.count(Math.round(perSecond)), Words.count(count));
    }

    private static String since(Instant then, Instant now) {
        Duration time = Duration.between(then, now);
        return Words.duration(time.isNegative() ? Duration.ZERO : time);
    }

    private void fact(String name, @Nullable Object value) {
        if (value != null) {
            console.out().printf("%-10s%s%n", name, safe(value.toString()));
        }
    }

    private static String safe(String text) {
        return ValueText.toCell(text);
    }
}
