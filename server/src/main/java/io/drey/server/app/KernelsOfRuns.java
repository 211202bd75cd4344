package io.drey.server.app;

import io.drey.model.KernelId;
import io.drey.protocol.Message;
import io.drey.server.kernel.KernelService;
import io.drey.server.run.RunKernels;
import java.util.List;

/** Gives runs the kernels, so that the kernel package need not know them. Thread-safe. */
record KernelsOfRuns(KernelService kernels) implements RunKernels {
    @Override
    public boolean ensureProcess(KernelId kernel) {
        return kernels.ensureProcess(kernel);
    }

    @Override
    public boolean hasProcess(KernelId kernel) {
        return kernels.hasProcess(kernel);
    }

    @Override
    public boolean isIdle(KernelId kernel) {
        return kernels.isIdle(kernel);
    }

    @Override
    public List<String> takeWarnings(KernelId kernel) {
        return kernels.takeWarnings(kernel);
    }

    @Override
    public void setBusy(KernelId kernel, boolean isBusy) {
        kernels.setBusy(kernel, isBusy);
    }

    @Override
    public void send(KernelId kernel, Message message) {
        kernels.send(kernel, message);
    }
}
