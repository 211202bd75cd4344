package io.drey.bench;

import static java.util.Objects.requireNonNull;

import io.drey.client.DreyClient;
import io.drey.model.ExecutionMode;
import io.drey.model.JobId;
import io.drey.model.KernelId;
import io.drey.model.KernelRequest;
import io.drey.model.ProcessInfo;
import io.drey.model.RunInfo;
import io.drey.model.RunRequest;
import io.drey.model.RunState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a kept job stands still when a process of the local cluster is killed, and what that
 * time goes into.
 *
 * <p>Arguments: the server's address, its token.
 */
public final class RecoverMain {
    private static final String RUNNING = "3 all tasks run";
    private static final int ROUNDS = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long SOUND = 16_000;
    private static final Pattern TASKS =
            Pattern.compile("\"tasks\":\\{\"running\":(\\d+).*?\"total\":(\\d+)");
    private static final Pattern RESTORED = Pattern.compile("\"restored\":\\{\"id\":(\\d+)");
    private static final Pattern COMPLETED =
            Pattern.compile("\"latest\":\\{\"completed\":\\{[^{}]*?\"id\":(\\d+)");

    private static final String JOB =
            """
            SET 'drey.keep' = 'true';
            SET 'execution.checkpointing.interval' = '500ms';
            CREATE TEMPORARY TABLE endless (k INT, v INT) WITH (
              'connector' = 'datagen', 'rows-per-second' = '1000', 'fields.k.min' = '1',
              'fields.k.max' = '999');
            CREATE TEMPORARY TABLE nowhere (k INT, n BIGINT) WITH ('connector' = 'blackhole');
            INSERT INTO nowhere SELECT k, COUNT(*) FROM endless GROUP BY k;
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private final DreyClient client;
    private final URI flink;
    private final JobId job;

    private RecoverMain(DreyClient client, URI flink, JobId job) {
        this.client = client;
        this.flink = flink;
        this.job = job;
    }

    public static void main(String[] arguments) throws Exception {
        DreyClient client = DreyClient.of(URI.create(arguments[0]), arguments[1]);
        KernelId kernel = client.createKernel(new KernelRequest(null, null)).id();
        RunInfo run =
                client.createRun(
                        kernel,
                        new RunRequest(
                                "sql", JOB, ExecutionMode.STREAMING, null, null, null, null, null));
        run =
                client.awaitRun(
                        run.id(),
                        now -> now.state() == RunState.STREAMING || now.state().isFinal(),
                        PATIENCE);
        if (run.state() != RunState.STREAMING) {
            throw new IllegalStateException(String.valueOf(run.error()));
        }
        JobId job =
                requireNonNull(run.statements().get(run.statements().size() - 1).job(), "job").id();
        URI flink = URI.create(String.valueOf(client.getStatus().cluster().webUrl()));
        RecoverMain bench = new RecoverMain(client, flink, job);
        System.out.println("| killed, median (worst) of " + ROUNDS + ", s | jobmanager | both |");
        System.out.println("|---|---|---|");
        bench.report(
                bench.measure(List.of("jobmanager")),
                bench.measure(List.of("jobmanager", "taskmanager")));
        System.out.println();
        System.out.println("| killed, median (worst) of " + ROUNDS + ", s | taskmanager |");
        System.out.println("|---|---|");
        bench.report(bench.measure(List.of("taskmanager")));
        client.cancelJob(job);
        client.deleteKernel(kernel);
    }

    private List<Map<String, Double>> measure(List<String> roles) throws Exception {
        List<Map<String, Double>> rounds = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            rounds.add(round(roles));
        }
        return rounds;
    }

    /** Seconds from the kill to each step. */
    private Map<String, Double> round(List<String> roles) throws Exception {
        // Else the next start waits a while, as after processes that die of their start.
        Thread.sleep(SOUND);
        await(() -> isRunning() && number(COMPLETED, checkpoints()) > restored() + 2);
        long before = number(COMPLETED, checkpoints());
        List<Long> pids = client.getStatus().processes().stream().map(ProcessInfo::pid).toList();
        long start = System.nanoTime();
        for (ProcessInfo process : client.getStatus().processes()) {
            if (roles.contains(process.role())) {
                ProcessHandle.of(requireNonNull(process.pid(), "pid"))
                        .ifPresent(ProcessHandle::destroyForcibly);
            }
        }
        Map<String, Double> seconds = new TreeMap<>();
        step(seconds, "0 new process started", start, () -> hasNew(roles.get(0), pids));
        if (roles.contains("jobmanager")) {
            step(seconds, "1 jobmanager answers", start, () -> !get("/overview").isEmpty());
            step(seconds, "2 job is there again", start, () -> get("/jobs").contains(job.value()));
        } else {
            step(seconds, "1 loss noticed", start, () -> !isRunning());
        }
        step(seconds, RUNNING, start, this::isRunning);
        // Not timed: what Flink tells of checkpoints is up to two seconds old.
        await(() -> restored() >= before);
        return seconds;
    }

    private void step(
            Map<String, Double> seconds, String name, long start, Callable<Boolean> isReached)
            throws Exception {
        await(isReached);
        seconds.put(name, (System.nanoTime() - start) / 1e9);
    }

    private boolean hasNew(String role, List<Long> before) {
        return client.getStatus().processes().stream()
                .anyMatch(
                        process ->
                                process.role().equals(role)
                                        && process.pid() != null
                                        && !before.contains(process.pid()));
    }

    private boolean isRunning() throws Exception {
        String overview = get("/jobs/overview");
        int place = overview.indexOf(job.value());
        if (place < 0 || !overview.substring(place).contains("\"state\":\"RUNNING\"")) {
            return false;
        }
        Matcher tasks = TASKS.matcher(overview.substring(place));
        return tasks.find() && tasks.group(1).equals(tasks.group(2));
    }

    private long restored() throws Exception {
        return number(RESTORED, checkpoints());
    }

    private String checkpoints() throws Exception {
        return get("/jobs/" + job + "/checkpoints");
    }

    private static long number(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    private static void await(Callable<Boolean> isReached) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isReached.call()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not reached within " + PATIENCE);
            }
            Thread.sleep(20);
        }
    }

    /** What Flink answers; nothing while it does not. */
    private String get(String path) throws InterruptedException {
        try {
            HttpResponse<String> answer =
                    http.send(
                            HttpRequest.newBuilder(flink.resolve(path))
                                    .timeout(Duration.ofSeconds(2))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? answer.body() : "";
        } catch (IOException e) {
            return "";
        }
    }

    @SafeVarargs
    private void report(List<Map<String, Double>>... sides) {
        for (String step : sides[0].get(0).keySet()) {
            StringBuilder line = new StringBuilder("| " + step.substring(2) + " |");
            for (List<Map<String, Double>> side : sides) {
                List<Double> values =
                        side.stream().map(round -> requireNonNull(round.get(step))).toList();
                line.append(' ').append(cell(values)).append(" |");
            }
            System.out.println(line);
        }
    }

    private static String cell(List<Double> values) {
        double worst = values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        return String.format(Locale.ROOT, "%.1f (%.1f)", Median.of(values), worst);
    }
}
