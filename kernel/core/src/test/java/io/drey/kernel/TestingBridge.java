package io.drey.kernel;

import io.drey.protocol.CatalogMessages.Browse;
import io.drey.protocol.CatalogMessages.CatalogObject;
import io.drey.protocol.CatalogMessages.Connectors;
import io.drey.protocol.CatalogMessages.Draft;
import io.drey.protocol.CatalogMessages.Entry;
import io.drey.protocol.CatalogMessages.Inspect;
import io.drey.protocol.CatalogMessages.ListConnectors;
import io.drey.protocol.CatalogMessages.Probe;
import io.drey.protocol.KernelMessages.Call;
import io.drey.protocol.KernelMessages.Completion;
import io.drey.protocol.KernelMessages.Failure;
import io.drey.protocol.KernelMessages.Log;
import io.drey.protocol.ScriptMessages.Outcome;
import io.drey.protocol.ServerMessages.Configure;
import io.drey.protocol.SessionMessages.Content;
import io.drey.protocol.SessionMessages.Held;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A bridge to nothing: its cells say what they are told to. {@code wait} waits until it is
 * cancelled, {@code fail} fails, {@code crash} throws, {@code leave} leaves a job behind.
 */
final class TestingBridge implements FlinkBridge {
    volatile Configure configuration;
    volatile boolean isClosed;

    /** As a real one: without a cluster there are no languages. */
    volatile boolean needsBinding;

    volatile String endedJob = "";
    volatile String resultState = "";
    final AtomicInteger interrupts = new AtomicInteger();

    @Override
    public String runtime() {
        return "0.0";
    }

    @Override
    public String flinkVersion() {
        return "0.0.1";
    }

    @Override
    public void warmUp() {}

    @Override
    public Beginning configure(Configure given, Outlet outlet, Executor sessionThread) {
        configuration = given;
        return new Beginning(given.notebook(), List.of());
    }

    @Override
    public List<Language> languages() {
        return needsBinding && configuration == null ? List.of() : List.of(new EchoLanguage());
    }

    @Override
    public Optional<Catalogs> catalogs() {
        return configuration == null ? Optional.empty() : Optional.of(new EchoCatalogs());
    }

    @Override
    public RestorePoints restorePoints() {
        return question -> {
            throw new UnsupportedOperationException("no storage");
        };
    }

    @Override
    public void noteResultState(String result, String state) {
        resultState = result + " " + state;
    }

    @Override
    public void close() {
        isClosed = true;
    }

    /** Has what it is asked for, and breaks where it is told to. */
    private final class EchoCatalogs implements Catalogs {
        @Override
        public Found browse(Browse place) {
            Entry entry = new Entry("table", place.catalog(), place.database(), "t", false, false);
            return new Found(List.of(entry), 1, 0, 0);
        }

        @Override
        public CatalogObject inspect(Inspect object) {
            throw new KernelFailure(Failures.of("TABLE_NOT_FOUND", object.name(), null));
        }

        @Override
        public Draft probe(Probe question) {
            if (question.options().containsKey("hang")) {
                waitForEver(question.options().get("hang").equals("deaf"));
            }
            throw new KernelFailure(Failures.of("FILE_NOT_FOUND", "none", null));
        }

        @Override
        public Connectors connectors(ListConnectors question) {
            throw new KernelFailure(Failures.of("UNSUPPORTED", "none", null));
        }
    }

    private void waitForEver(boolean isDeaf) {
        while (!isClosed) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupts.incrementAndGet();
                if (!isDeaf) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    private final class EchoLanguage implements Language {
        @Override
        public String name() {
            return "sql";
        }

        @Override
        public Optional<Failure> run(CellRun run, Outlet outlet) {
            outlet.tell(new Log(run.id(), "info", run.request().source()));
            return switch (run.request().source()) {
                case "wait" -> {
                    CountDownLatch end = new CountDownLatch(1);
                    try (CellRun.Hold hold = run.hold(end::countDown)) {
                        end.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    run.requireNotCancelled();
                    yield Optional.empty();
                }
                case "fail" -> Optional.of(Failures.of("SQL_PARSE", "bad", null));
                case "crash" -> throw new IllegalStateException("boom");
                case "leave" -> {
                    var unused = run.hold(() -> endedJob = run.id());
                    yield Optional.empty();
                }
                default -> Optional.empty();
            };
        }

        @Override
        public Findings check(String source, @Nullable String mode) {
            return new Findings(List.of(Failures.of("SQL_PARSE", source, null)), List.of());
        }

        @Override
        public Explanation explain(String source, @Nullable String mode) {
            return new Explanation(List.of(), Failures.of("SQL_PARSE", source, null));
        }

        @Override
        public ScriptFindings checkScript(String source, Map<String, String> settings) {
            if (source.equals("crash")) {
                throw new IllegalStateException("boom");
            }
            return new ScriptFindings(
                    List.of(),
                    List.of(settings.toString()),
                    new Outcome(1, 1, List.of(), List.of()));
        }

        @Override
        public Content content() {
            return new Content(List.of(new Held("echo", "table")), List.of(), List.of());
        }

        @Override
        public Help describe(String source, int position) {
            return new Help(null, new Call(source, List.of(), null, position));
        }

        @Override
        public Offer complete(String source, int position) {
            return new Offer(
                    0,
                    true,
                    List.of(new Completion(source.substring(0, position), "keyword", null, null)));
        }
    }
}
