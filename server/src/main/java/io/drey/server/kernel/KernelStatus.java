package io.drey.server.kernel;

import io.drey.model.KernelState;
import io.drey.model.ProcessInfo;

/** Kernel processes as the status page shows them. */
final class KernelStatus {
    private KernelStatus() {}

    static ProcessInfo ofKernel(
            String runtime, String name, KernelProcess process, KernelState state) {
        return describe("kernel", runtime, name, process, word(state));
    }

    static ProcessInfo ofSpare(String runtime, KernelProcess spare) {
        return describe(
                "spare-kernel", runtime, spare.id(), spare, spare.isWarm() ? "warm" : "starting");
    }

    private static String word(KernelState state) {
        return switch (state) {
            case STARTING -> "starting";
            case IDLE -> "idle";
            case BUSY -> "busy";
            case LOST -> "lost";
            case STOPPED -> "stopped";
        };
    }

    private static ProcessInfo describe(
            String role, String runtime, String name, KernelProcess process, String state) {
        return new ProcessInfo(
                role,
                name,
                process.process().pid(),
                null,
                runtime,
                process.process().memoryBytes(),
                state,
                process.process().startedAt(),
                null);
    }
}
