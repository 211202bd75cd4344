package io.drey.kernel;

import static java.util.Objects.requireNonNull;

import io.drey.protocol.Envelope;
import io.drey.protocol.KernelMessages.Bye;
import io.drey.protocol.KernelMessages.Checked;
import io.drey.protocol.KernelMessages.Completions;
import io.drey.protocol.KernelMessages.Described;
import io.drey.protocol.KernelMessages.Explained;
import io.drey.protocol.KernelMessages.Failure;
import io.drey.protocol.KernelMessages.Hello;
import io.drey.protocol.KernelMessages.Ready;
import io.drey.protocol.Message;
import io.drey.protocol.RestoreMessages.ScanRestorePoints;
import io.drey.protocol.RowFrame;
import io.drey.protocol.ScriptMessages.CheckScript;
import io.drey.protocol.ScriptMessages.ScriptChecked;
import io.drey.protocol.ServerMessages.Cancel;
import io.drey.protocol.ServerMessages.Check;
import io.drey.protocol.ServerMessages.Complete;
import io.drey.protocol.ServerMessages.Configure;
import io.drey.protocol.ServerMessages.Describe;
import io.drey.protocol.ServerMessages.Explain;
import io.drey.protocol.ServerMessages.ResultState;
import io.drey.protocol.ServerMessages.Run;
import io.drey.protocol.ServerMessages.Shutdown;
import io.drey.protocol.SessionMessages.Content;
import io.drey.protocol.SessionMessages.Survey;
import io.drey.protocol.SessionMessages.Surveyed;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The kernel put together: hears the server, has runs run, tells what comes of them.
 *
 * <p>Messages arrive on the connection's thread, which never waits: runs go to the session thread,
 * the rest to helpers.
 */
final class Kernel {
    /** The only version of the protocol this kernel speaks. */
    static final int PROTOCOL = 1;

    /** Less than the server waits, so that its user hears what the kernel has to say. */
    private static final Duration LOOK_LIMIT = Duration.ofSeconds(18);

    private static final Failure NOT_BOUND =
            Failures.of(
                    "CLUSTER_UNAVAILABLE",
                    "The kernel is not bound to a cluster yet.",
                    "Wait until the kernel is ready and ask again.",
                    null);

    private static final System.Logger LOG = System.getLogger(Kernel.class.getName());

    private final FlinkBridge bridge;
    private final Outbox outbox = new Outbox();
    private final Outlet outlet = new OutboxOutlet();
    private final RunQueue runs = new RunQueue(this::findLanguage, outlet);
    private final ExecutorService helpers = threads("drey-helper");

    /** Apart from the helpers, as a slow catalog must not keep a run from being cancelled. */
    private final ExecutorService languages = threads("drey-language");

    /** Opens when the languages are there. */
    private final CountDownLatch bound = new CountDownLatch(1);

    private final Duration lookLimit;
    private final CatalogDesk catalogs;
    private final RestoreDesk restorePoints;
    private final HomeLine line;

    Kernel(KernelOptions options, FlinkBridge bridge, Duration patience) {
        this(options, bridge, patience, LOOK_LIMIT);
    }

    Kernel(KernelOptions options, FlinkBridge bridge, Duration patience, Duration lookLimit) {
        this.bridge = requireNonNull(bridge, "bridge");
        this.lookLimit = lookLimit;
        this.catalogs = new CatalogDesk(bridge, outbox, threads("drey-catalog"), lookLimit);
        this.restorePoints = new RestoreDesk(bridge, outbox, lookLimit);
        this.line = new HomeLine(options, outbox, this::hello, this::receive, patience);
    }

    /** Serves until the server lets it go or stays away for too long; says why it ended. */
    String serve() throws InterruptedException {
        runs.start();
        runs.execute(this::warmUp);
        String why = line.run();
        outbox.close();
        bridge.close();
        return why;
    }

    /** Makes {@link #serve} return after what waits was sent. */
    void stop() {
        line.close();
    }

    private Hello hello(long lastSeq) {
        return new Hello(
                PROTOCOL,
                PROTOCOL,
                bridge.runtime(),
                bridge.flinkVersion(),
                Runtime.version().toString(),
                ProcessHandle.current().pid(),
                lastSeq);
    }

    private void warmUp() {
        long start = System.nanoTime();
        try {
            bridge.warmUp();
        } catch (Exception | Error e) {
            LOG.log(Level.ERROR, "Failed to warm up", e);
            outlet.tell(new Bye("the kernel cannot plan queries: " + e));
            line.close();
            return;
        }
        outlet.tell(Ready.warm(millisSince(start)));
    }

    private void receive(Envelope envelope) {
        Message body = envelope.body();
        switch (body.kind()) {
            case CONFIGURE -> runs.execute(() -> configure((Configure) body, envelope.id()));
            case RUN -> runs.submit((Run) body);
            case CANCEL -> helpers.execute(() -> runs.cancel(((Cancel) body).run()));
            case COMPLETE -> languages.execute(() -> complete((Complete) body, envelope.id()));
            case CHECK -> languages.execute(() -> check((Check) body, envelope.id()));
            case EXPLAIN -> languages.execute(() -> explain((Explain) body, envelope.id()));
            case CHECK_SCRIPT ->
                    languages.execute(() -> checkScript((CheckScript) body, envelope.id()));
            case SURVEY -> languages.execute(() -> survey((Survey) body, envelope.id()));
            case DESCRIBE -> languages.execute(() -> describe((Describe) body, envelope.id()));
            case BROWSE, INSPECT, PROBE, LIST_CONNECTORS -> catalogs.answer(body, envelope.id());
            case SCAN_RESTORE_POINTS ->
                    restorePoints.answer((ScanRestorePoints) body, envelope.id());
            case RESULT_STATE -> noteResultState((ResultState) body);
            case SHUTDOWN -> shutDown((Shutdown) body);
            case WELCOME,
                    HELLO,
                    READY,
                    STATEMENT,
                    RESULT_OPENED,
                    JOB,
                    RUN_ENDED,
                    COMPLETIONS,
                    CHECKED,
                    DESCRIBED,
                    LISTED,
                    INSPECTED,
                    EXPLAINED,
                    PROBED,
                    SURVEYED,
                    SCANNED_RESTORE_POINTS,
                    SCRIPT_CHECKED,
                    LOG,
                    BYE ->
                    LOG.log(Level.WARNING, "Skipped a message not meant for a kernel: " + body);
        }
    }

    private void configure(Configure configuration, String re) {
        long start = System.nanoTime();
        FlinkBridge.Beginning beginning = bridge.configure(configuration, outlet, runs);
        bound.countDown();
        outbox.add(
                new Ready(true, millisSince(start), beginning.notebook(), beginning.warnings()),
                re);
    }

    private void complete(Complete request, String re) {
        Language.Offer offer = offer(request);
        outbox.add(
                new Completions(request.request(), offer.from(), offer.isWhole(), offer.items()),
                re);
    }

    private Language.Offer offer(Complete request) {
        try {
            return findLanguage("sql")
                    .map(sql -> sql.complete(request.source(), request.position()))
                    .orElseGet(() -> Language.Offer.none(request.position()));
        } catch (Exception | Error e) {
            // An unfinished statement may confuse a parser; having no idea is a fine answer.
            LOG.log(Level.DEBUG, "Found no completions", e);
            return Language.Offer.none(request.position());
        }
    }

    private void check(Check request, String re) {
        Language.Findings found = Language.Findings.NONE;
        try {
            found =
                    findLanguage("sql")
                            .map(sql -> sql.check(request.source(), request.mode()))
                            .orElse(found);
        } catch (Exception | Error e) {
            // Such as a catalog that does not answer; the run will tell.
            LOG.log(Level.DEBUG, "Failed to check a text", e);
        }
        outbox.add(new Checked(request.request(), found.failures(), found.warnings()), re);
    }

    private void explain(Explain request, String re) {
        Language.Explanation found;
        try {
            found =
                    awaitLanguage("sql")
                            .map(sql -> sql.explain(request.source(), request.mode()))
                            .orElseGet(() -> new Language.Explanation(List.of(), NOT_BOUND));
        } catch (Exception | Error e) {
            LOG.log(Level.WARNING, "Failed to explain a text", e);
            found = new Language.Explanation(List.of(), Failures.internal(e));
        }
        outbox.add(new Explained(request.request(), found.plans(), found.failure()), re);
    }

    private void checkScript(CheckScript request, String re) {
        Language.ScriptFindings found;
        try {
            found =
                    awaitLanguage("sql")
                            .map(sql -> sql.checkScript(request.source(), request.settings()))
                            .orElseGet(() -> Language.ScriptFindings.of(NOT_BOUND));
        } catch (Exception | Error e) {
            LOG.log(Level.WARNING, "Failed to check a script", e);
            found = Language.ScriptFindings.of(Failures.internal(e));
        }
        outbox.add(
                new ScriptChecked(
                        request.request(), found.failures(), found.unchecked(), found.outcome()),
                re);
    }

    private void survey(Survey request, String re) {
        Content content = new Content(List.of(), List.of(), List.of());
        try {
            content = findLanguage("sql").map(Language::content).orElse(content);
        } catch (Exception | Error e) {
            LOG.log(Level.WARNING, "Failed to look at the session", e);
        }
        Runtime runtime = Runtime.getRuntime();
        long uptime = ManagementFactory.getRuntimeMXBean().getUptime();
        outbox.add(
                new Surveyed(
                        request.request(),
                        runtime.totalMemory() - runtime.freeMemory(),
                        runtime.maxMemory(),
                        uptime,
                        content),
                re);
    }

    private void describe(Describe request, String re) {
        Language.Help help = new Language.Help(null, null);
        try {
            help =
                    findLanguage("sql")
                            .map(sql -> sql.describe(request.source(), request.position()))
                            .orElse(help);
        } catch (Exception | Error e) {
            // As with completions: nothing to say is a fine answer.
            LOG.log(Level.DEBUG, "Found nothing to tell", e);
        }
        outbox.add(new Described(request.request(), help.word(), help.call()), re);
    }

    private void noteResultState(ResultState state) {
        bridge.noteResultState(state.result(), state.state());
    }

    private void shutDown(Shutdown request) {
        LOG.log(Level.INFO, "Shuts down: " + request.why());
        outbox.add(new Bye(request.why()), null);
        stop();
    }

    /** A question may overtake the binding: the first one of a new notebook often does. */
    private Optional<Language> awaitLanguage(String name) throws InterruptedException {
        Optional<Language> found = findLanguage(name);
        if (found.isEmpty() && bound.await(lookLimit.toMillis(), TimeUnit.MILLISECONDS)) {
            return findLanguage(name);
        }
        return found;
    }

    private Optional<Language> findLanguage(String name) {
        return bridge.languages().stream().filter(one -> one.name().equals(name)).findFirst();
    }

    private static ExecutorService threads(String name) {
        return Executors.newFixedThreadPool(
                2,
                task -> {
                    Thread thread = new Thread(task, name);
                    thread.setDaemon(true);
                    return thread;
                });
    }

    private static long millisSince(long startNanos) {
        return (System.nanoTime() - startNanos) / 1_000_000;
    }

    private final class OutboxOutlet implements Outlet {
        @Override
        public void tell(Message message) {
            @Nullable String answersNothing = null;
            outbox.add(message, answersNothing);
        }

        @Override
        public void tell(RowFrame rows) {
            outbox.add(rows);
        }
    }
}
