package io.drey.server.notebook;

import static java.util.Objects.requireNonNull;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.NotebookBlock;
import io.drey.model.NotebookDiff;
import io.drey.model.NotebookEdit;
import io.drey.model.NotebookHistory;
import io.drey.model.NotebookVersion;
import io.drey.model.NotebookVersion.Cause;
import io.drey.model.PastNotebook;
import io.drey.model.RestoredVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Older versions of notebooks: what there is, what differs, and how they come back. Thread-safe.
 *
 * <p>Whoever asks for the history of a notebook makes a version of it as it stands, so that the
 * newest one is always what the file has.
 */
public final class HistoryService {
    private static final Logger LOG = LoggerFactory.getLogger(HistoryService.class);

    private final VersionStore store;
    private final NotebookContents contents;

    HistoryService(VersionStore store, NotebookContents contents) {
        this.store = requireNonNull(store, "store");
        this.contents = requireNonNull(contents, "contents");
    }

    /** The versions of a notebook, the newest first. */
    public NotebookHistory list(String notebook) {
        NotebookPath path = NotebookPath.parse(notebook);
        List<NotebookVersion> versions = new ArrayList<>(current(path));
        Collections.reverse(versions);
        return new NotebookHistory(path.value(), versions);
    }

    /**
     * A version with its content.
     *
     * @throws DreyException VERSION_NOT_FOUND, NOTEBOOK_NOT_FOUND
     */
    public PastNotebook get(String notebook, long number) {
        NotebookPath path = NotebookPath.parse(notebook);
        NotebookVersion version = find(path, current(path), number);
        return new PastNotebook(
                version, store.read(path.value(), version).toNotebook(path.value()));
    }

    /** The same, byte for byte. */
    public NotebookDocument getSource(String notebook, long number) {
        NotebookPath path = NotebookPath.parse(notebook);
        return store.read(path.value(), find(path, current(path), number));
    }

    /**
     * What a version has otherwise than another one.
     *
     * @param from the other one; null for the one kept before it, or an empty notebook
     */
    public NotebookDiff diff(String notebook, long number, @Nullable Long from) {
        NotebookPath path = NotebookPath.parse(notebook);
        List<NotebookVersion> versions = current(path);
        NotebookVersion later = find(path, versions, number);
        int index = versions.indexOf(later);
        NotebookVersion earlier =
                from != null
                        ? find(path, versions, from)
                        : index == 0 ? null : versions.get(index - 1);
        NotebookDocument before =
                earlier == null
                        ? NotebookDocument.parse(new byte[0])
                        : store.read(path.value(), earlier);
        return new NotebookDiff(
                earlier, later, NotebookComparison.of(before, store.read(path.value(), later)));
    }

    /**
     * Brings a version back, or one block of it, as a new version.
     *
     * @param block its key in that version; null for the whole file
     * @throws DreyException VERSION_NOT_FOUND; BAD_REQUEST if the version has no such block;
     *     NOTEBOOK_INACCESSIBLE if what would be replaced could not be kept
     */
    public RestoredVersion restore(String notebook, long number, @Nullable String block) {
        NotebookPath path = NotebookPath.parse(notebook);
        return contents.locked(
                path,
                () -> {
                    List<NotebookVersion> versions = current(path);
                    NotebookVersion version = find(path, versions, number);
                    NotebookDocument past = store.read(path.value(), version);
                    NotebookDocument now = contents.read(path);
                    NotebookVersion kept = versions.get(versions.size() - 1);
                    if (!kept.content().equals(now.version())) {
                        throw cannotKeep(path);
                    }
                    NotebookDocument wanted = block == null ? past : with(now, past, block);
                    return new RestoredVersion(
                            contents.bringBack(path, wanted, number), kept.number());
                });
    }

    /** Makes a version of a notebook because a run of it starts. */
    public void keepForRun(String notebook) {
        try {
            contents.keepVersion(NotebookPath.parse(notebook), Cause.RUN);
        } catch (DreyException e) {
            // A run may name a notebook that is gone, or never was a file.
            LOG.debug("No version for a run of notebook={}", notebook, e);
        }
    }

    private List<NotebookVersion> current(NotebookPath path) {
        contents.keepVersion(path, Cause.ORIGINAL);
        List<NotebookVersion> versions = store.list(path.value());
        if (versions.isEmpty()) {
            throw cannotKeep(path);
        }
        return versions;
    }

    private static DreyException cannotKeep(NotebookPath path) {
        return new DreyException(
                DreyErrorCode.NOTEBOOK_INACCESSIBLE,
                "history of '" + path + "' cannot be written; the server's log says why");
    }

    private static NotebookVersion find(
            NotebookPath path, List<NotebookVersion> versions, long number) {
        return versions.stream()
                .filter(version -> version.number() == number)
                .findFirst()
                .orElseThrow(
                        () ->
                                new DreyException(
                                        DreyErrorCode.VERSION_NOT_FOUND,
                                        "version: " + number + " of '" + path + "' is not kept"));
    }

    /** The current notebook with one block as it was. */
    private static NotebookDocument with(NotebookDocument now, NotebookDocument past, String key) {
        List<NotebookBlock> then = past.blocks();
        List<NotebookBlock> current = now.blocks();
        int index = 0;
        while (index < then.size() && !then.get(index).key().equals(key)) {
            index++;
        }
        if (index == then.size()) {
            throw new DreyException(
                    DreyErrorCode.BAD_REQUEST,
                    "block: '" + key + "' (expected: the key of a block of that version)");
        }
        BlockMatch match = BlockMatch.of(then, current);
        NotebookBlock wanted = then.get(index);
        int place = match.afterOf(index);
        return now.apply(
                List.of(
                        place >= 0
                                ? replace(current.get(place), wanted)
                                : insert(wanted, anchor(then, current, match, index))));
    }

    private static NotebookEdit replace(NotebookBlock current, NotebookBlock wanted) {
        boolean isCell = wanted.kind() == NotebookBlock.Kind.CELL;
        return new NotebookEdit(
                NotebookEdit.Op.REPLACE,
                current.key(),
                null,
                null,
                wanted.language(),
                isCell ? wanted.attributes() : null,
                wanted.text());
    }

    private static NotebookEdit insert(NotebookBlock wanted, @Nullable String after) {
        Map<String, String> attributes = new LinkedHashMap<>(wanted.attributes());
        attributes.put(CellHeader.ID, wanted.key());
        boolean isCell = wanted.kind() == NotebookBlock.Kind.CELL;
        return new NotebookEdit(
                NotebookEdit.Op.INSERT,
                null,
                after,
                wanted.kind(),
                wanted.language(),
                isCell ? attributes : null,
                wanted.text());
    }

    /** The nearest block before it that is still there. */
    private static @Nullable String anchor(
            List<NotebookBlock> then, List<NotebookBlock> current, BlockMatch match, int index) {
        for (int i = index - 1; i >= 0; i--) {
            boolean isPlace = then.get(i).kind() != NotebookBlock.Kind.FRONT_MATTER;
            if (isPlace && match.afterOf(i) >= 0) {
                return current.get(match.afterOf(i)).key();
            }
        }
        return null;
    }
}
