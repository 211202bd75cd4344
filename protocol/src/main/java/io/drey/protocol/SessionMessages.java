package io.drey.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the server asks about a kernel's session, and the answers. */
public final class SessionMessages {
    private SessionMessages() {}

    /** Asks what the session holds and how its process fares. Answered by {@link Surveyed}. */
    public record Survey(long request) implements Message {
        @Override
        public MessageKind kind() {
            return MessageKind.SURVEY;
        }
    }

    /**
     * Something that ends with the session.
     *
     * @param what its kind: table, view, function or catalog
     */
    public record Held(String name, String what) {}

    /**
     * A setting that is not as it was when the session began.
     *
     * @param original what it was; null where it was not set
     * @param run the run that set it; null where that is not known
     */
    public record Setting(
            String key, String value, @Nullable String original, @Nullable String run) {}

    /** What a session holds: its objects, settings and jars. */
    public record Content(List<Held> objects, List<Setting> settings, List<String> jars) {}

    /**
     * Answers {@link Survey}.
     *
     * @param heapMaxBytes what the heap may grow to
     */
    public record Surveyed(
            long request, long heapUsedBytes, long heapMaxBytes, long uptimeMillis, Content content)
            implements Answer {
        @Override
        public MessageKind kind() {
            return MessageKind.SURVEYED;
        }
    }
}
