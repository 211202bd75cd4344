package io.drey.server.http;

import static java.util.Objects.requireNonNull;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.server.notebook.NotebookListener;
import io.drey.server.notebook.NotebookService;
import io.drey.server.notebook.NotebookWatch;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code watch-notebook}: the version of a notebook, at first and whenever its file changes.
 *
 * <p>The version is null when the notebook is gone; {@code movedTo} says where it went, if it has
 * another path now. Thread-safe.
 */
public final class NotebookWatchSource implements WatchSource {
    private final NotebookService notebooks;

    public NotebookWatchSource(NotebookService notebooks) {
        this.notebooks = requireNonNull(notebooks, "notebooks");
    }

    @Override
    public String op() {
        return "watch-notebook";
    }

    @Override
    public LiveWatch watch(LiveRequest request, Out out) {
        String path = request.notebook();
        if (path == null) {
            throw new DreyException(
                    DreyErrorCode.BAD_REQUEST, "notebook: missing (expected: its path)");
        }
        NotebookWatch watch = notebooks.watch(path, new Teller(out));
        try {
            // Watching first and looking then may tell a version twice, but never misses one.
            tell(out, notebooks.getSource(path).version(), null);
        } catch (DreyException e) {
            watch.close();
            throw e;
        }
        return watch::close;
    }

    private static void tell(Out out, @Nullable String version, @Nullable String movedTo) {
        Map<String, @Nullable Object> fields = new HashMap<>();
        fields.put("version", version);
        fields.put("movedTo", movedTo);
        out.send("notebook", fields);
    }

    /** Passes on what is heard of a notebook. */
    private record Teller(Out out) implements NotebookListener {
        @Override
        public void changed(String path, @Nullable String version) {
            tell(out, version, null);
        }

        @Override
        public void moved(String path, String to) {
            tell(out, null, to);
        }
    }
}
