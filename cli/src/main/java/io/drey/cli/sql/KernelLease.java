package io.drey.cli.sql;

import static java.util.Objects.requireNonNull;

import io.drey.cli.shell.Interrupts;
import io.drey.client.DreyClient;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.KernelId;
import io.drey.model.KernelInfo;
import io.drey.model.KernelRequest;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The kernel a command uses: a named one that stays, or one of its own that ends with it, also when
 * the command is interrupted or its terminal goes away.
 *
 * <p>Thread-safe: Ctrl-C may close it while a statement runs.
 */
public final class KernelLease implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 5;

    private final DreyClient client;
    private final boolean isKept;
    private final CompletableFuture<KernelId> kernel = new CompletableFuture<>();
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private final @Nullable Interrupts interrupts;

    private KernelLease(DreyClient client, boolean isKept) {
        this.client = client;
        this.isKept = isKept;
        this.interrupts = isKept ? null : Interrupts.onInterrupt(this::end);
    }

    /** Takes the kernel of that name, or without one a new kernel. */
    public static KernelLease take(DreyClient client, @Nullable String name) {
        return take(client, name, Map.of());
    }

    /**
     * Takes the kernel of that name, or without one a new kernel.
     *
     * @param settings what a new kernel's session begins with, as a notebook's file says it
     */
    public static KernelLease take(
            DreyClient client, @Nullable String name, Map<String, String> settings) {
        requireNonNull(client, "client");
        // Process ids come again, and are the same in many containers.
        String own = "terminal-" + ProcessHandle.current().pid() + "-" + shortId();
        KernelLease lease = new KernelLease(client, name != null);
        try {
            KernelInfo kernel =
                    client.createKernel(
                            new KernelRequest(null, name != null ? name : own, settings));
            lease.kernel.complete(kernel.id());
            return lease;
        } catch (RuntimeException e) {
            lease.kernel.cancel(false);
            lease.close();
            throw e;
        }
    }

    public KernelId id() {
        return kernel.join();
    }

    @Override
    public void close() {
        if (interrupts != null) {
            interrupts.close();
        }
        end();
    }

    private void end() {
        if (isKept || isClosed.getAndSet(true)) {
            return;
        }
        try {
            // An interrupt may come while the server is still at it.
            client.deleteKernel(kernel.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (DreyException e) {
            // Gone already, or the server is: either way nothing is left to stop from here.
            if (e.code() == DreyErrorCode.INTERNAL) {
                throw e;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | CancellationException e) {
            // There never was a kernel.
            return;
        }
    }

    private static String shortId() {
        return UUID.randomUUID().toString().substring(0, 8);
    }
}
