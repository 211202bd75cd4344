package io.drey.cli.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Waits for processes that are not children of this one. */
final class Exits {
    private static final long LOOK_EVERY_MILLIS = 20;

    private Exits() {}

    /** Waits until a process has ended; whether it has. */
    static boolean await(ProcessHandle process, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (isAlive(process)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            try {
                Thread.sleep(LOOK_EVERY_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    static boolean isAlive(ProcessHandle process) {
        return process.isAlive() && !isZombie(process.pid());
    }

    /**
     * Whether it has ended and only waits to be collected. The command that started a server is
     * long gone, and in a container the first process often collects nobody's children.
     */
    private static boolean isZombie(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.regionMatches(stat.lastIndexOf(')') + 2, "Z", 0, 1);
        } catch (IOException e) {
            return false;
        }
    }
}
