package io.drey.bench;

import static java.util.Objects.requireNonNull;

import io.drey.arrow.RecordBatchView;
import io.drey.client.DreyClient;
import io.drey.client.ResultStream;
import io.drey.model.ExecutionMode;
import io.drey.model.KernelId;
import io.drey.model.KernelRequest;
import io.drey.model.ResultId;
import io.drey.model.RunInfo;
import io.drey.model.RunRequest;
import io.drey.model.RunState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Drey's HTTP API, as any client uses it. */
final class DreySide implements Side {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final DreyClient client;
    private final KernelId kernel;

    DreySide(DreyClient client) {
        this.client = client;
        this.kernel = client.createKernel(new KernelRequest(null, null)).id();
    }

    @Override
    public String name() {
        return "Drey";
    }

    @Override
    public void prepare(String mode, String statement) {
        RunInfo run = submit(mode, statement);
        run = client.awaitRun(run.id(), now -> now.state().isFinal(), PATIENCE);
        if (run.state() != RunState.SUCCEEDED) {
            throw new IllegalStateException(String.valueOf(run.error()));
        }
    }

    @Override
    public Timing run(String mode, String query, long rows) throws Exception {
        long start = System.nanoTime();
        RunInfo run = submit(mode, query);
        run =
                client.awaitRun(
                        run.id(), now -> result(now) != null || now.state().isFinal(), PATIENCE);
        ResultId result = result(run);
        if (result == null) {
            throw new IllegalStateException(String.valueOf(run.error()));
        }
        long first = 0;
        long seen = 0;
        try (ResultStream changes = client.openChanges(requireNonNull(result), 0, true)) {
            RecordBatchView batch = changes.next();
            while (batch != null) {
                first = seen == 0 ? System.nanoTime() : first;
                seen += batch.rowCount();
                batch = seen < rows ? changes.next() : null;
            }
        }
        Timing timing = Timing.since(start, first, seen);
        client.cancelRun(run.id());
        client.awaitRun(run.id(), now -> now.state().isFinal(), PATIENCE);
        client.deleteResult(result);
        return timing;
    }

    /**
     * Runs a bounded query to its end and reads pages of its result at places all over it.
     *
     * @return how long each page took, in milliseconds
     */
    List<Double> pages(String query, int pages, int rowsPerPage) throws Exception {
        RunInfo run = submit("batch", query);
        run = client.awaitRun(run.id(), now -> now.state().isFinal(), PATIENCE);
        ResultId result = result(run);
        if (result == null || run.state() != RunState.SUCCEEDED) {
            throw new IllegalStateException(String.valueOf(run.error()));
        }
        long rows = client.getResult(result).rowsHeld();
        List<Double> millis = new ArrayList<>();
        for (int page = 0; page < pages; page++) {
            // Multiples of the golden ratio are spread evenly and in no order.
            long offset = (long) (page * 0.618_034 % 1 * (rows - rowsPerPage));
            long start = System.nanoTime();
            int seen = client.getRows(result, offset, rowsPerPage).rows().size();
            millis.add((System.nanoTime() - start) / 1e6);
            if (seen != rowsPerPage) {
                throw new IllegalStateException(seen + " rows at " + offset);
            }
        }
        client.deleteResult(result);
        return millis;
    }

    @Override
    public void close() {
        client.deleteKernel(kernel);
    }

    private RunInfo submit(String mode, String source) {
        ExecutionMode execution = ExecutionMode.valueOf(mode.toUpperCase(Locale.ROOT));
        return client.createRun(
                kernel, new RunRequest("sql", source, execution, null, null, null, null, null));
    }

    private static @Nullable ResultId result(RunInfo run) {
        return run.statements().isEmpty() ? null : run.statements().get(0).resultId();
    }
}
