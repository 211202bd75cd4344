package io.drey.cli.sql;

import static java.util.Objects.requireNonNull;

import io.drey.client.DreyClient;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.KernelId;
import io.drey.model.KernelInfo;
import io.drey.model.KernelRequest;
import org.jspecify.annotations.Nullable;

/**
 * The kernel a command uses: a named one that stays, or one of its own that ends with it.
 *
 * <p>Thread-safe: Ctrl-C may close it while a statement runs.
 */
public final class KernelLease implements AutoCloseable {
    private final DreyClient client;
    private final KernelInfo kernel;
    private final boolean isKept;

    private KernelLease(DreyClient client, KernelInfo kernel, boolean isKept) {
        this.client = client;
        this.kernel = kernel;
        this.isKept = isKept;
    }

    /** Takes the kernel of that name, or without one a new kernel. */
    public static KernelLease take(DreyClient client, @Nullable String name) {
        requireNonNull(client, "client");
        String asked = name != null ? name : "terminal-" + ProcessHandle.current().pid();
        KernelInfo kernel = client.createKernel(new KernelRequest(null, asked));
        return new KernelLease(client, kernel, name != null);
    }

    public KernelId id() {
        return kernel.id();
    }

    @Override
    public void close() {
        if (isKept) {
            return;
        }
        try {
            client.deleteKernel(kernel.id());
        } catch (DreyException e) {
            // Gone already, or the server is: either way nothing is left to stop from here.
            if (e.code() == DreyErrorCode.INTERNAL) {
                throw e;
            }
        }
    }
}
