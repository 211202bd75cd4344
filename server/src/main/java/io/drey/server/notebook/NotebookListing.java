package io.drey.server.notebook;

import static java.util.Objects.requireNonNull;

import io.drey.model.DreyException;
import io.drey.model.NotebookSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;

/** The list of all notebooks; a file is read again only when it has changed. Thread-safe. */
final class NotebookListing {
    private final NotebookFiles files;
    private final ToIntFunction<String> runningCells;
    private final Map<NotebookPath, Listed> listed = new ConcurrentHashMap<>();

    /** What the list says about a file in a certain state. */
    private record Listed(FileStamp stamp, String title, boolean damaged) {}

    NotebookListing(NotebookFiles files, ToIntFunction<String> runningCells) {
        this.files = requireNonNull(files, "files");
        this.runningCells = requireNonNull(runningCells, "runningCells");
    }

    List<NotebookSummary> list() {
        SortedMap<NotebookPath, FileStamp> found = files.list();
        listed.keySet().retainAll(found.keySet());
        List<NotebookSummary> summaries = new ArrayList<>();
        found.forEach((path, stamp) -> summaries.add(summary(path, stamp)));
        return summaries;
    }

    private NotebookSummary summary(NotebookPath path, FileStamp stamp) {
        Listed known = listed.get(path);
        if (known == null || !known.stamp().equals(stamp)) {
            known = look(path, stamp);
            listed.put(path, known);
        }
        return new NotebookSummary(
                path.value(),
                known.title(),
                stamp.modifiedAt(),
                stamp.sizeBytes(),
                known.damaged(),
                runningCells.applyAsInt(path.value()));
    }

    private Listed look(NotebookPath path, FileStamp stamp) {
        try {
            NotebookDocument document = NotebookDocument.parse(files.read(path));
            return new Listed(stamp, document.title(path.value()), document.isDamaged());
        } catch (DreyException e) {
            // Too large or not readable: it is listed all the same, and opening it tells why.
            NotebookDocument nothing = NotebookDocument.parse(new byte[0]);
            return new Listed(stamp, nothing.title(path.value()), true);
        }
    }
}
