package io.drey.cli.sql;

import io.drey.cli.shell.ExitCode;

/** How a run ended for the one who waited for it. */
public enum RunOutcome {
    SUCCEEDED(ExitCode.OK),
    FAILED(ExitCode.FAILED),
    TIMED_OUT(ExitCode.TIMEOUT),
    CANCELLED(ExitCode.INTERRUPTED);

    private final int exitCode;

    RunOutcome(int exitCode) {
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
