package io.drey.kernel;

import static org.awaitility.Awaitility.await;

import io.drey.protocol.KernelMessages.Failure;
import io.drey.protocol.KernelMessages.Job;
import io.drey.protocol.KernelMessages.Ready;
import io.drey.protocol.KernelMessages.ResultOpened;
import io.drey.protocol.KernelMessages.RunEnded;
import io.drey.protocol.KernelMessages.Statement;
import io.drey.protocol.Message;
import io.drey.protocol.RowFrame;
import io.drey.protocol.ServerMessages.Configure;
import io.drey.protocol.ServerMessages.ResultState;
import io.drey.protocol.ServerMessages.Run;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A kernel with a real bridge, in this JVM, and the server it dials. */
public final class TestingKernel implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(90);

    private final TestingServer server = new TestingServer(0, this::answer);
    private final AtomicInteger runs = new AtomicInteger();
    private final Kernel kernel;
    private final Thread thread;
    private volatile boolean isSlow;

    public TestingKernel(FlinkBridge bridge) {
        KernelOptions options = new KernelOptions(server.url(), "k1", TestingServer.TOKEN);
        kernel = new Kernel(options, bridge, Duration.ofMinutes(1));
        thread =
                new Thread(
                        () -> {
                            try {
                                kernel.serve();
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        });
        thread.setDaemon(true);
        thread.start();
        await().atMost(TIMEOUT).until(() -> server.heard(Ready.class).size() == 1);
    }

    public TestingServer server() {
        return server;
    }

    /** Leaves the kernel without word that there is room for a result. */
    public void setSlow(boolean isSlow) {
        this.isSlow = isSlow;
    }

    /** Binds the kernel to a cluster whose tasks find results at the given port. */
    public void bind(String cluster, String restUrl, int resultPort, Map<String, String> settings) {
        int before = server.heard(Ready.class).size();
        server.send(new Configure(cluster, restUrl, "localhost", resultPort, settings, Map.of()));
        await().atMost(TIMEOUT).until(() -> server.heard(Ready.class).size() > before);
    }

    /** Runs a cell in streaming mode and waits until the kernel is done with it. */
    public String run(String source) {
        return run(source, "streaming", 0);
    }

    public String runBatch(String source) {
        return run(source, "batch", 0);
    }

    public String run(String source, String mode, long limit) {
        String id = start(source, mode, limit);
        awaitEnd(id);
        return id;
    }

    /** Starts a cell without waiting for it. */
    public String start(String source, String mode, long limit) {
        String id = "r" + runs.incrementAndGet();
        server.send(new Run(id, "sql", source, mode, "token-" + id, limit));
        return id;
    }

    public RunEnded awaitEnd(String run) {
        await().atMost(TIMEOUT)
                .until(
                        () ->
                                server.heard(RunEnded.class).stream()
                                        .anyMatch(e -> e.run().equals(run)));
        return heard(RunEnded.class, RunEnded::run, run).get(0);
    }

    public String stateOf(String run) {
        return awaitEnd(run).state();
    }

    public Failure failureOf(String run) {
        return awaitEnd(run).failure();
    }

    /** The last news of every statement of a run, by its index. */
    public Statement statement(String run, int index) {
        List<Statement> news =
                heard(Statement.class, Statement::run, run).stream()
                        .filter(one -> one.index() == index)
                        .toList();
        return news.get(news.size() - 1);
    }

    public ResultOpened result(String run, int index) {
        List<ResultOpened> opened =
                heard(ResultOpened.class, ResultOpened::run, run).stream()
                        .filter(one -> one.statement() == index)
                        .toList();
        return opened.get(opened.size() - 1);
    }

    public List<Job> jobs(String run) {
        return heard(Job.class, Job::run, run);
    }

    public List<RowFrame> rows(String result) {
        return server.rows().stream().filter(f -> f.header().result().equals(result)).toList();
    }

    @Override
    public void close() throws IOException {
        kernel.stop();
        try {
            thread.join(Duration.ofSeconds(10).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        server.close();
    }

    /** Makes room for every result, as the server does. */
    private Optional<Message> answer(Message said) {
        return said instanceof ResultOpened opened && !isSlow
                ? Optional.of(new ResultState(opened.result(), "opened"))
                : Optional.empty();
    }

    private <M extends Message> List<M> heard(Class<M> type, Function<M, String> run, String id) {
        return server.heard(type).stream().filter(one -> id.equals(run.apply(one))).toList();
    }
}
