package io.drey.kernel;

import static java.util.Objects.requireNonNull;

import io.drey.protocol.Answer;
import io.drey.protocol.CatalogMessages.Browse;
import io.drey.protocol.CatalogMessages.Connectors;
import io.drey.protocol.CatalogMessages.Inspect;
import io.drey.protocol.CatalogMessages.Inspected;
import io.drey.protocol.CatalogMessages.ListConnectors;
import io.drey.protocol.CatalogMessages.Listed;
import io.drey.protocol.CatalogMessages.Probe;
import io.drey.protocol.CatalogMessages.Probed;
import io.drey.protocol.KernelMessages.Failure;
import io.drey.protocol.Message;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Answers what is asked about catalogs, on threads of its own: neither a run nor the help while
 * typing waits for a catalog that is slow. Thread-safe.
 */
final class CatalogDesk {
    private static final System.Logger LOG = System.getLogger(CatalogDesk.class.getName());

    private final FlinkBridge bridge;
    private final Outbox outbox;
    private final Executor threads;
    private final LookDesk looks;

    CatalogDesk(FlinkBridge bridge, Outbox outbox, Executor threads, Duration lookLimit) {
        this.bridge = requireNonNull(bridge, "bridge");
        this.outbox = requireNonNull(outbox, "outbox");
        this.threads = requireNonNull(threads, "threads");
        this.looks = new LookDesk(outbox, lookLimit);
    }

    /** Answers one of the questions there are in {@code CatalogMessages}; returns at once. */
    void answer(Message question, String re) {
        if (question instanceof Probe probe) {
            Function<Failure, Answer> refusal =
                    failure -> new Probed(probe.request(), null, failure);
            looks.answer(
                    () ->
                            tell(
                                    catalogs ->
                                            new Probed(
                                                    probe.request(), catalogs.probe(probe), null),
                                    refusal),
                    refusal,
                    re);
        } else {
            threads.execute(() -> outbox.add(answer(question), re));
        }
    }

    private Answer answer(Message question) {
        if (question instanceof Browse place) {
            return tell(
                    catalogs -> {
                        Catalogs.Found found = catalogs.browse(place);
                        return new Listed(
                                place.request(),
                                found.entries(),
                                found.total(),
                                found.unread(),
                                found.unreadTables(),
                                null);
                    },
                    failure -> new Listed(place.request(), List.of(), 0, 0, 0, failure));
        }
        if (question instanceof Inspect object) {
            return tell(
                    catalogs -> new Inspected(object.request(), catalogs.inspect(object), null),
                    failure -> new Inspected(object.request(), null, failure));
        }
        if (question instanceof ListConnectors list) {
            return tell(
                    catalogs -> catalogs.connectors(list),
                    failure ->
                            new Connectors(
                                    list.request(), List.of(), List.of(), List.of(), failure));
        }
        throw new IllegalArgumentException("question: " + question.kind() + " (not of catalogs)");
    }

    private Answer tell(Function<Catalogs, Answer> answer, Function<Failure, Answer> refusal) {
        try {
            return bridge.catalogs()
                    .map(answer)
                    .orElseGet(
                            () ->
                                    refusal.apply(
                                            Failures.of(
                                                    "CLUSTER_UNAVAILABLE",
                                                    "The kernel is not bound to a cluster yet.",
                                                    null)));
        } catch (KernelFailure e) {
            return refusal.apply(e.failure());
        } catch (Exception | Error e) {
            // Connectors of other people may throw anything, also undeclared.
            LOG.log(Level.WARNING, "Failed to answer about a catalog", e);
            return refusal.apply(Failures.internal(e));
        }
    }
}
