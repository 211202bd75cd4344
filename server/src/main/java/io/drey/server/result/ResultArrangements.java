package io.drey.server.result;

import static java.util.Objects.requireNonNull;

import io.drey.arrow.ArrowSchema;
import io.drey.model.Arrangement;
import io.drey.server.result.LiveArrangement.Source;
import io.drey.server.result.arrange.Arranger;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The arrangements of one result that somebody looks at or looked at lately. Thread-safe. */
final class ResultArrangements {
    private final ResultContext context;
    private final Path directory;
    private final Source source;
    private final Map<Arrangement, LiveArrangement> all = new HashMap<>();

    /**
     * @param source says what changed; of it, {@code closed} is done here
     */
    ResultArrangements(ResultContext context, Path directory, Source source) {
        this.context = requireNonNull(context, "context");
        this.directory = requireNonNull(directory, "directory");
        this.source = requireNonNull(source, "source");
    }

    /**
     * The arrangement, to be released.
     *
     * @throws io.drey.model.DreyException COLUMN_NOT_FOUND, or BAD_REQUEST if it does not fit
     */
    synchronized LiveArrangement acquire(ArrowSchema schema, Arrangement wanted) {
        LiveArrangement known = all.get(wanted);
        if (known != null && known.acquire()) {
            return known;
        }
        Arranger arranger = new Arranger(schema, wanted);
        LiveArrangement made = new LiveArrangement(context, directory, schema, arranger, source);
        all.put(wanted, made);
        made.acquire();
        return made;
    }

    synchronized void remove(LiveArrangement closed) {
        all.values().remove(closed);
    }

    void close() {
        List<LiveArrangement> open;
        synchronized (this) {
            open = List.copyOf(all.values());
        }
        open.forEach(LiveArrangement::close);
    }
}
