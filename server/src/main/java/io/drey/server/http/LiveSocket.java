package io.drey.server.http;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.Problem;
import io.drey.server.auth.Authenticator;
import io.drey.server.http.WatchSource.LiveWatch;
import io.drey.server.platform.JsonMappers;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/** The live connections of pages: each carries any number of watches. Thread-safe. */
public final class LiveSocket implements Sockets.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(LiveSocket.class);
    private static final int MAX_WATCHES = 1000;

    private final Authenticator authenticator;
    private final Map<String, WatchSource> sources;
    private final Executor senders;
    private final Map<Sockets.Connection, Page> pages = new ConcurrentHashMap<>();

    /** One connection. Its watches are touched by the connection's thread only. */
    private static final class Page {
        final LiveOutbox outbox;
        final Map<String, LiveWatch> watches = new HashMap<>();
        final Map<String, String> ops = new HashMap<>();

        Page(LiveOutbox outbox) {
            this.outbox = outbox;
        }
    }

    /**
     * Serves what the sources offer.
     *
     * @param senders a thread per connection that is being written to
     */
    public LiveSocket(Authenticator authenticator, List<WatchSource> sources, Executor senders) {
        this.authenticator = authenticator;
        this.sources =
                sources.stream().collect(Collectors.toMap(WatchSource::op, Function.identity()));
        this.senders = senders;
    }

    @Override
    public void admit(Sockets.Handshake handshake) {
        RequestGuard.admit(handshake, authenticator);
    }

    @Override
    public void opened(Sockets.Connection connection) {
        pages.put(connection, new Page(new LiveOutbox(connection, senders)));
    }

    @Override
    public void received(Sockets.Connection connection, String text) {
        Page page = pages.get(connection);
        if (page == null) {
            return;
        }
        LiveRequest request = null;
        try {
            request = JsonMappers.api().readValue(text, LiveRequest.class);
            serve(page, request);
        } catch (JacksonException e) {
            tell(page, null, bad("message: " + e.getOriginalMessage()));
        } catch (DreyException e) {
            tell(page, request == null ? null : request.id(), e);
        } catch (RuntimeException e) {
            LOG.error("Failed live request={}", text, e);
            tell(
                    page,
                    request == null ? null : request.id(),
                    new DreyException(DreyErrorCode.INTERNAL, e.toString(), e));
        }
    }

    @Override
    public void received(Sockets.Connection connection, ByteBuffer bytes) {
        connection.close("text frames only");
    }

    @Override
    public void closed(Sockets.Connection connection, String why) {
        Page page = pages.remove(connection);
        if (page != null) {
            page.outbox.close();
            page.watches.values().forEach(LiveWatch::close);
        }
    }

    private void serve(Page page, LiveRequest request) {
        String id = request.id();
        String op = request.op();
        if (id == null || op == null) {
            throw bad("message without op or id");
        }
        LiveWatch known = page.watches.get(id);
        switch (op) {
            case "ack" -> {
                if (known != null && request.frame() != null) {
                    known.acknowledge(request.frame());
                }
            }
            case "unwatch" -> end(page, id);
            default -> watch(page, id, op, request);
        }
    }

    private void watch(Page page, String id, String op, LiveRequest request) {
        WatchSource source = sources.get(op);
        if (source == null) {
            throw bad(
                    "op: '" + op + "' (expected: ack, unwatch or one of " + sources.keySet() + ")");
        }
        LiveWatch known = page.watches.get(id);
        if (known != null && op.equals(page.ops.get(id)) && known.change(request)) {
            return;
        }
        end(page, id);
        if (page.watches.size() >= MAX_WATCHES) {
            throw bad("watches: more than " + MAX_WATCHES);
        }
        page.watches.put(id, source.watch(request, page.outbox.forWatch(id)));
        page.ops.put(id, op);
    }

    private static void end(Page page, String id) {
        page.ops.remove(id);
        LiveWatch ended = page.watches.remove(id);
        if (ended != null) {
            ended.close();
        }
    }

    private static void tell(Page page, @Nullable String id, DreyException error) {
        page.outbox
                .forWatch(id == null ? "" : id)
                .send("problem", Map.of("problem", Problem.of(error, null)));
    }

    private static DreyException bad(String message) {
        return new DreyException(DreyErrorCode.BAD_REQUEST, message);
    }
}
