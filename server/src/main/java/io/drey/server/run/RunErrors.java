package io.drey.server.run;

import io.drey.model.DreyErrorCode;
import io.drey.model.RunError;
import io.drey.protocol.KernelMessages;
import org.jspecify.annotations.Nullable;

/** Turns what kernels and clusters report into errors users can read. */
final class RunErrors {
    private RunErrors() {}

    static RunError of(KernelMessages.Failure failure) {
        DreyErrorCode code = DreyErrorCode.parse(failure.code());
        boolean hasPlace = failure.line() > 0;
        return new RunError(
                code,
                code.title(),
                failure.message(),
                failure.suggestion(),
                code.help(),
                hasPlace ? failure.line() : null,
                hasPlace ? failure.column() : null,
                hasPlace ? failure.endLine() : null,
                hasPlace ? failure.endColumn() : null,
                failure.detail());
    }

    /** Recognises the failures of results that have a remedy of their own. */
    static RunError ofResult(String why) {
        boolean isDiskFull = why.startsWith(DreyErrorCode.DISK_FULL.title());
        return RunError.of(
                isDiskFull ? DreyErrorCode.DISK_FULL : DreyErrorCode.JOB_FAILED, why, null);
    }

    /** Recognises the failures of jobs that have a remedy of their own. */
    static RunError ofJob(String cause, @Nullable String detail) {
        String all = cause + (detail == null ? "" : detail);
        if (all.contains("NoResourceAvailableException")) {
            return RunError.of(
                    DreyErrorCode.NO_FREE_SLOTS,
                    "The job waited for task slots, but the cluster has none free.",
                    detail);
        }
        if (all.contains("FileNotFoundException") || all.contains("does not exist")) {
            return RunError.of(DreyErrorCode.FILE_NOT_FOUND, cause, detail);
        }
        if (all.contains("No space left on device")) {
            return RunError.of(DreyErrorCode.DISK_FULL, cause, detail);
        }
        return RunError.of(DreyErrorCode.JOB_FAILED, cause, detail);
    }
}
