package io.drey.server.run;

import io.drey.model.KernelId;
import io.drey.protocol.Message;
import java.util.List;

/** What runs need of kernels. */
public interface RunKernels {
    /** Gives a kernel a process if it has none; true if it was given one now. */
    boolean ensureProcess(KernelId kernel);

    /** Whether the kernel has a process, though it may not answer yet. */
    boolean hasProcess(KernelId kernel);

    /** Whether the kernel can run something now. */
    boolean isIdle(KernelId kernel);

    /** What the kernel's next run has to tell of how the session began; told once. */
    List<String> takeWarnings(KernelId kernel);

    /** Notes that a kernel works on a run, or is free again. */
    void setBusy(KernelId kernel, boolean isBusy);

    /** Says something to a kernel's process; without a process it is lost, as the kernel is. */
    void send(KernelId kernel, Message message);
}
