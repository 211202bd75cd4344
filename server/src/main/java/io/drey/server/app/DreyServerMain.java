package io.drey.server.app;

import io.drey.model.DreyException;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the server and keeps it up until it is asked to end. */
public final class DreyServerMain {
    /** Exit code when the settings or the machine do not allow a start. */
    private static final int CANNOT_START = 100;

    private static final Logger LOG = LoggerFactory.getLogger(DreyServerMain.class);

    private DreyServerMain() {}

    public static void main(String[] arguments) {
        CountDownLatch stopAsked = new CountDownLatch(1);
        try {
            DreyServer server =
                    DreyServer.start(
                            ServerArguments.parse(arguments),
                            System.getenv(),
                            stopAsked::countDown);
            // Without a shutdown call the children live on: a restarted server finds them again.
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "drey-shutdown"));
            LOG.info("Started url={}", server.url());
            stopAsked.await();
            server.stop();
            System.exit(0);
        } catch (DreyException e) {
            LOG.error(
                    "Cannot start: {}: {}. {}", e.code().title(), e.getMessage(), e.code().help());
            System.exit(CANNOT_START);
        } catch (IOException | RuntimeException e) {
            LOG.error("Cannot start", e);
            System.exit(CANNOT_START);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
