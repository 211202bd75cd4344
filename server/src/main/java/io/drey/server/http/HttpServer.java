package io.drey.server.http;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.Problem;
import io.drey.server.auth.Authenticator;
import io.drey.server.platform.JsonMappers;
import io.drey.server.platform.RandomIds;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP front of the server. Thread-safe. */
public final class HttpServer implements AutoCloseable {
    public static final String API = "/api/v1";

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final int MAX_THREADS = 96;
    private static final long MAX_BODY_BYTES = 64L << 20;

    private final Authenticator authenticator;
    private final RandomIds ids;
    private final Javalin javalin;

    public HttpServer(
            List<Routes> groups,
            Map<String, Sockets.Listener> sockets,
            Authenticator authenticator,
            RandomIds ids) {
        this.authenticator = authenticator;
        this.ids = ids;
        this.javalin =
                Javalin.create(
                        config -> {
                            configure(config);
                            groups.forEach(group -> group.routes().forEach(r -> add(config, r)));
                            sockets.forEach((path, listener) -> add(config, path, listener));
                            config.routes.get("/*", new PageFiles()::serve);
                            config.routes.exception(Exception.class, this::answerError);
                        });
    }

    /**
     * Starts listening without TLS and returns the port.
     *
     * @throws DreyException PORT_TAKEN if another process listens there
     */
    public int start(String host, int port) {
        try {
            javalin.start(host, port);
            return javalin.port();
        } catch (RuntimeException e) {
            throw failedToListen(host, port, e);
        }
    }

    /**
     * Listens at one more address once started, and returns the port.
     *
     * @param tls what to show; null for plain HTTP
     * @throws DreyException PORT_TAKEN if another process listens there
     */
    public int listen(String host, int port, @Nullable TlsIdentity tls) {
        Server server = javalin.jettyServer().server();
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        List<ConnectionFactory> factories = new ArrayList<>();
        if (tls != null) {
            // Certificates for a name are used with an address, too; that is the client's to judge.
            configuration.addCustomizer(new SecureRequestCustomizer(false));
            SslContextFactory.Server context = new SslContextFactory.Server();
            context.setSslContext(tls.context());
            context.setSniRequired(false);
            factories.add(new SslConnectionFactory(context, HttpVersion.HTTP_1_1.asString()));
        }
        factories.add(new HttpConnectionFactory(configuration));
        ServerConnector connector =
                new ServerConnector(server, factories.toArray(new ConnectionFactory[0]));
        connector.setHost(host);
        connector.setPort(port);
        try {
            server.addConnector(connector);
            connector.start();
            return connector.getLocalPort();
        } catch (Exception e) {
            server.removeConnector(connector);
            throw failedToListen(host, port, e);
        }
    }

    @Override
    public void close() {
        javalin.stop();
    }

    private static RuntimeException failedToListen(String host, int port, Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException
                    || String.valueOf(cause.getMessage()).contains("Port already in use")) {
                return new DreyException(
                        DreyErrorCode.PORT_TAKEN, "port: " + port + " on " + host, e);
            }
        }
        return e instanceof RuntimeException known ? known : new IllegalStateException(e);
    }

    private void configure(JavalinConfig config) {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 4);
        threads.setName("drey-http");
        config.jetty.threadPool = threads;
        config.startup.showJavalinBanner = false;
        config.http.maxRequestSize = MAX_BODY_BYTES;
        config.http.prefer405over404 = true;
        // The live and kernel sockets carry rows; the page's own messages are small.
        config.jetty.modifyWebSocketServletFactory(
                factory -> {
                    factory.setMaxBinaryMessageSize(MAX_BODY_BYTES);
                    factory.setMaxTextMessageSize(MAX_BODY_BYTES);
                    factory.setIdleTimeout(Duration.ofMinutes(2));
                });
        // Javalin would hand out a JSESSIONID cookie that nothing here reads.
        config.jetty.modifyServletContextHandler(
                handler -> handler.getSessionHandler().setUsingCookies(false));
    }

    private void add(JavalinConfig config, Route route) {
        HandlerType type = HandlerType.findOrCreate(route.method().name());
        config.routes.addHttpHandler(
                type,
                API + route.path(),
                context -> {
                    if (!route.isPublic()) {
                        RequestGuard.admit(context, authenticator);
                    }
                    Object answer = route.handler().handle(new Request(context));
                    if (answer != Route.STREAMED) {
                        write(context, answer);
                    }
                });
    }

    private void add(JavalinConfig config, String path, Sockets.Listener listener) {
        config.routes.wsBeforeUpgrade(
                path, context -> listener.admit(RequestGuard.handshake(context)));
        config.routes.ws(path, new SocketAdapter(listener)::configure);
    }

    private static void write(Context context, @Nullable Object answer) {
        context.header("Cache-Control", "no-store");
        if (answer == null) {
            context.status(204);
        } else if (answer instanceof String text) {
            context.contentType("text/plain; charset=utf-8")
                    .result(text.getBytes(StandardCharsets.UTF_8));
        } else {
            context.contentType("application/json")
                    .result(JsonMappers.api().writeValueAsBytes(answer));
        }
    }

    private void answerError(Exception error, Context context) {
        DreyException known = translate(error);
        String traceId = ids.id("t");
        if (known.code().kind() == DreyErrorCode.Kind.INTERNAL) {
            LOG.error(
                    "Failed request method={} path={} trace={}",
                    context.method(),
                    context.path(),
                    traceId,
                    error);
        }
        Problem problem = Problem.of(known, traceId);
        if (context.res().isCommitted()) {
            LOG.info("Broke off answer path={} because={}", context.path(), known.getMessage());
            return;
        }
        context.status(problem.status())
                .contentType("application/problem+json")
                .result(JsonMappers.api().writeValueAsBytes(problem));
    }

    private static DreyException translate(Exception error) {
        if (error instanceof DreyException known) {
            return known;
        }
        if (error instanceof HttpResponseException http) {
            DreyErrorCode code =
                    http.getStatus() == 404 ? DreyErrorCode.NOT_FOUND : DreyErrorCode.BAD_REQUEST;
            return new DreyException(code, String.valueOf(http.getMessage()), http);
        }
        return new DreyException(DreyErrorCode.INTERNAL, error.toString(), error);
    }
}
