package io.drey.server.notebook;

import static java.util.Objects.requireNonNull;

import io.drey.model.DreyException;
import io.drey.model.NotebookVersion;
import io.drey.model.NotebookVersion.Cause;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides when a state of a notebook becomes a version of its history.
 *
 * <p>Changes in a row of the same cause become one version, once they pause. Nothing is kept of a
 * notebook that nobody changes or runs. What cannot be kept, as on a full disk, is tried again
 * later and hinders no save. Thread-safe; who tells of a change holds the notebook's lock.
 */
final class HistoryKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryKeeper.class);

    private final VersionStore store;
    private final HistoryRules rules;
    private final Clock clock;
    private final Function<String, Optional<NotebookDocument>> recent;
    private final Map<String, Tracked> tracked = new ConcurrentHashMap<>();

    /** What is known of a notebook. Guarded by itself. */
    private static final class Tracked {
        private String notebook;

        /** The content seen last; null until it was looked at. */
        private @Nullable String seen;

        /** The latest change that is no version yet. */
        private @Nullable Change waiting;

        Tracked(String notebook) {
            this.notebook = notebook;
        }
    }

    /** A state of a notebook that is to become a version. */
    private record Change(
            NotebookDocument document,
            Cause cause,
            Instant first,
            Instant last,
            @Nullable String copiedFrom,
            @Nullable Long restoredFrom) {
        static Change of(NotebookDocument document, Cause cause, Instant at) {
            return new Change(document, cause, at, at, null, null);
        }
    }

    /**
     * Keeps versions in a store.
     *
     * @param recent finds a content seen lately by its name
     */
    HistoryKeeper(
            VersionStore store,
            HistoryRules rules,
            Clock clock,
            Function<String, Optional<NotebookDocument>> recent) {
        this.store = requireNonNull(store, "store");
        this.rules = requireNonNull(rules, "rules");
        this.clock = requireNonNull(clock, "clock");
        this.recent = requireNonNull(recent, "recent");
    }

    /** Whether a content is the one seen last. */
    boolean isKnown(NotebookPath path, NotebookDocument document) {
        Tracked notebook = tracked(path);
        synchronized (notebook) {
            return document.version().equals(notebook.seen);
        }
    }

    /** Takes note of what a notebook's file has; a change that nobody told of came from outside. */
    void saw(NotebookPath path, NotebookDocument document) {
        Tracked notebook = tracked(path);
        synchronized (notebook) {
            String before = notebook.seen;
            notebook.seen = document.version();
            if (before == null) {
                attempt("look at", notebook, () -> compare(notebook, document));
            } else if (!before.equals(document.version())) {
                recent.apply(before).ifPresent(it -> keepOriginal(notebook, it));
                wait(notebook, Change.of(document, Cause.OUTSIDE, clock.instant()));
            }
        }
    }

    /** Takes note of an edit that Drey wrote. */
    void edited(NotebookPath path, NotebookDocument before, NotebookDocument after) {
        Tracked notebook = tracked(path);
        synchronized (notebook) {
            keepOriginal(notebook, before);
            notebook.seen = after.version();
            wait(notebook, Change.of(after, Cause.EDITED, clock.instant()));
        }
    }

    /** Takes note of a new notebook. */
    void created(NotebookPath path, NotebookDocument document, @Nullable String copiedFrom) {
        Tracked notebook = tracked(path);
        Instant now = clock.instant();
        Cause cause = copiedFrom == null ? Cause.CREATED : Cause.COPIED;
        synchronized (notebook) {
            notebook.seen = document.version();
            notebook.waiting = new Change(document, cause, now, now, copiedFrom, null);
        }
    }

    /** Keeps a version that an older one was brought back as. */
    void restored(NotebookPath path, NotebookDocument document, long from) {
        Tracked notebook = tracked(path);
        Instant now = clock.instant();
        synchronized (notebook) {
            keep(notebook);
            notebook.seen = document.version();
            notebook.waiting = new Change(document, Cause.RESTORED, now, now, null, from);
            keep(notebook);
        }
    }

    /** Makes a version of the notebook as it stands, unless there is one. */
    void keep(NotebookPath path, NotebookDocument document, Cause cause) {
        Tracked notebook = tracked(path);
        synchronized (notebook) {
            Change waiting = notebook.waiting;
            if (waiting == null) {
                attempt("begin", notebook, () -> begin(notebook, document, cause));
            } else if (waiting.cause() == Cause.EDITED && cause == Cause.RUN) {
                notebook.waiting = Change.of(waiting.document(), Cause.RUN, waiting.last());
            }
            keep(notebook);
        }
    }

    /** Makes versions of changes that have paused. */
    void keepPaused() {
        Instant now = clock.instant();
        for (Tracked notebook : tracked.values()) {
            synchronized (notebook) {
                Change waiting = notebook.waiting;
                boolean isDue =
                        waiting != null
                                && (isOver(waiting.last(), rules.pause(), now)
                                        || isOver(waiting.first(), rules.interval(), now));
                if (isDue) {
                    keep(notebook);
                }
            }
        }
    }

    /** Makes versions of all changes, before the server ends. */
    void keepAll() {
        for (Tracked notebook : tracked.values()) {
            synchronized (notebook) {
                keep(notebook);
            }
        }
    }

    /** Lets a history follow its notebook. */
    void moved(String from, String to) {
        Tracked notebook = tracked.remove(from);
        if (notebook == null) {
            attempt("move", new Tracked(to), () -> store.move(from, to));
            return;
        }
        synchronized (notebook) {
            keep(notebook);
            attempt("move", notebook, () -> store.move(from, to));
            notebook.notebook = to;
            tracked.put(to, notebook);
        }
    }

    /** Removes the history of a notebook that is gone for good. */
    void removed(String name) {
        tracked.remove(name);
        attempt("remove", new Tracked(name), () -> store.remove(name));
    }

    private Tracked tracked(NotebookPath path) {
        return tracked.computeIfAbsent(path.value(), Tracked::new);
    }

    /** Adds to what waits; a change of another cause makes a version of its own. */
    private void wait(Tracked notebook, Change change) {
        Change waiting = notebook.waiting;
        if (waiting != null && waiting.cause() != change.cause()) {
            keep(notebook);
            waiting = null;
        }
        Instant first = waiting == null ? change.first() : waiting.first();
        notebook.waiting =
                new Change(change.document(), change.cause(), first, change.last(), null, null);
    }

    /** A file that differs from its newest version was changed while nobody looked. */
    private void compare(Tracked notebook, NotebookDocument document) {
        List<NotebookVersion> versions = store.list(notebook.notebook);
        if (!versions.isEmpty() && !last(versions).content().equals(document.version())) {
            wait(notebook, Change.of(document, Cause.FOUND, clock.instant()));
        }
    }

    private void keepOriginal(Tracked notebook, NotebookDocument document) {
        if (notebook.waiting == null) {
            attempt("begin", notebook, () -> begin(notebook, document, Cause.ORIGINAL));
            keep(notebook);
        }
    }

    private void begin(Tracked notebook, NotebookDocument document, Cause cause) {
        if (store.list(notebook.notebook).isEmpty()) {
            notebook.waiting = Change.of(document, cause, clock.instant());
        }
    }

    private void keep(Tracked notebook) {
        Change waiting = notebook.waiting;
        if (waiting == null) {
            return;
        }
        boolean isKept = attempt("keep", notebook, () -> write(notebook.notebook, waiting));
        Instant now = clock.instant();
        // Tried again after a pause, not at every tick.
        notebook.waiting =
                isKept
                        ? null
                        : new Change(
                                waiting.document(),
                                waiting.cause(),
                                now,
                                now,
                                waiting.copiedFrom(),
                                waiting.restoredFrom());
    }

    private void write(String notebook, Change change) throws IOException {
        List<NotebookVersion> versions = store.list(notebook);
        NotebookVersion before = versions.isEmpty() ? null : last(versions);
        boolean isKept = before != null && before.content().equals(change.document().version());
        if (isKept && change.cause() != Cause.RESTORED) {
            return;
        }
        NotebookVersion version =
                new NotebookVersion(
                        before == null ? 1 : before.number() + 1,
                        change.last(),
                        change.cause(),
                        change.document().version(),
                        change.document().size(),
                        0,
                        0,
                        0,
                        0,
                        change.copiedFrom(),
                        change.restoredFrom());
        NotebookVersion counted =
                before == null
                        ? version
                        : counted(version, find(notebook, before), change.document());
        store.add(notebook, counted, change.document().bytes());
        List<NotebookVersion> all = new ArrayList<>(versions);
        all.add(counted);
        thin(notebook, all);
    }

    private void thin(String notebook, List<NotebookVersion> all) throws IOException {
        List<NotebookVersion> kept =
                rules.thin(all, clock.instant(), version -> store.sizeOf(notebook, version));
        if (kept.size() == all.size()) {
            return;
        }
        List<NotebookVersion> counted = new ArrayList<>();
        for (NotebookVersion version : kept) {
            NotebookVersion before = counted.isEmpty() ? null : last(counted);
            if (before == null || all.get(all.indexOf(version) - 1).number() == before.number()) {
                counted.add(version);
            } else {
                counted.add(counted(notebook, before, version));
            }
        }
        store.replace(notebook, counted);
    }

    private NotebookVersion counted(
            String notebook, NotebookVersion before, NotebookVersion version) {
        return counted(version, find(notebook, before), find(notebook, version));
    }

    /** A version's content; null if it is lost, which must not end the history. */
    private @Nullable NotebookDocument find(String notebook, NotebookVersion version) {
        try {
            return store.read(notebook, version);
        } catch (DreyException e) {
            LOG.warn("Lost version={} of notebook={}", version.number(), notebook, e);
            return null;
        }
    }

    /** The same version with the numbers of what differs from the one before. */
    private static NotebookVersion counted(
            NotebookVersion version,
            @Nullable NotebookDocument before,
            @Nullable NotebookDocument after) {
        if (before == null || after == null) {
            return version;
        }
        BlockMatch match = BlockMatch.of(before.blocks(), after.blocks());
        return new NotebookVersion(
                version.number(),
                version.at(),
                version.cause(),
                version.content(),
                version.sizeBytes(),
                match.countAdded(),
                match.countChanged(),
                match.countRemoved(),
                match.countMoved(),
                version.copiedFrom(),
                version.restoredFrom());
    }

    private static boolean isOver(Instant since, Duration limit, Instant now) {
        return Duration.between(since, now).compareTo(limit) >= 0;
    }

    private static NotebookVersion last(List<NotebookVersion> versions) {
        return versions.get(versions.size() - 1);
    }

    /** Work on the disk. */
    private interface Work {
        void run() throws IOException;
    }

    private static boolean attempt(String what, Tracked notebook, Work work) {
        try {
            work.run();
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.warn("Cannot {} the history of notebook={}", what, notebook.notebook, e);
            return false;
        }
    }
}
