package io.drey.kernel.flink120.error;

import java.util.List;
import java.util.Set;

/** Jobs that could not be started or did not get through. */
final class JobRules {
    /** Exceptions that only wrap the one that matters. */
    private static final Set<String> WRAPPERS =
            Set.of(
                    "JobFailedException",
                    "JobExecutionException",
                    "JobException",
                    "SubmissionException");

    private static final List<Rule> RULES =
            List.of(
                    Rule.of(
                            "Drey cannot be reached at (\\S+)",
                            (m, p) ->
                                    Diagnosis.of(
                                            "RESULT_UNREACHABLE",
                                            "The tasks cannot reach Drey's result port at "
                                                    + m.group(1)
                                                    + ".")),
                    Rule.of(
                            "Could not acquire the minimum required resources|NoResourceAvailable|Slot request bulk is not fulfillable",
                            Diagnosis.of(
                                            "NO_FREE_SLOTS",
                                            "The cluster has no free slots for this job.")
                                    .suggest(
                                            "Stop a stream that is no longer needed; SHOW JOBS lists them.")),
                    Rule.of(
                            "Connection refused|Connection reset|Could not connect to|UnknownHost|No route to host|Timeout has (?:been reached|occurred)|Connection is closed",
                            (m, p) ->
                                    Diagnosis.of(
                                            p.hasType("JobFailedException")
                                                    ? "JOB_FAILED"
                                                    : "CLUSTER_UNAVAILABLE",
                                            p.hasType("JobFailedException")
                                                    ? "A connection of the job failed: "
                                                            + p.root().message()
                                                    : "The cluster does not answer: "
                                                            + p.root().message())),
                    Rule.of(
                            "No space left on device",
                            Diagnosis.of("DISK_FULL", "The disk is full where the job writes.")),
                    Rule.of(
                            "For input string: '(.+?)'|For input string: \"(.+?)\"",
                            (m, p) ->
                                    Diagnosis.of(
                                                    "JOB_FAILED",
                                                    "The text '"
                                                            + (m.group(1) == null
                                                                    ? m.group(2)
                                                                    : m.group(1))
                                                            + "' is not a number.")
                                            .suggest(
                                                    "TRY_CAST gives NULL for such texts instead of failing.")),
                    Rule.of(
                            "Division by zero|/ by zero",
                            (m, p) ->
                                    Diagnosis.of(
                                                    p.hasType("JobFailedException")
                                                            ? "JOB_FAILED"
                                                            : "SQL_INVALID",
                                                    "Division by zero.")
                                            .suggest("NULLIF(x, 0) turns the zero into NULL.")),
                    Rule.of(
                            "Unexpected type: (\\w+)",
                            (m, p) ->
                                    Diagnosis.of(
                                                    "JOB_FAILED",
                                                    "A column of the file is of another type than the table says; in the file it is "
                                                            + m.group(1)
                                                            + ".")
                                            .suggest(
                                                    "For INT64 declare the column BIGINT, for INT32 INT.")),
                    Rule.of(
                            "is not a Parquet file",
                            (m, p) -> Diagnosis.of("JOB_FAILED", p.root().message())),
                    Rule.of(
                            "OutOfMemoryError|Java heap space|Direct buffer memory|Metaspace",
                            Diagnosis.of("JOB_FAILED", "The tasks ran out of memory.")
                                    .suggest(
                                            "Give the cluster's TaskManagers more memory, or read less at a time.")));

    private JobRules() {}

    static List<Rule> all() {
        return RULES;
    }

    /** What can be said of any job's failure: its root cause. */
    static Diagnosis failed(Problem problem) {
        Problem.Cause cause = problem.root();
        boolean isBare = cause.message().isBlank() || cause.message().equals("null");
        if (WRAPPERS.contains(cause.simpleType()) || isBare) {
            return Diagnosis.of("JOB_FAILED", "The job failed (" + cause.simpleType() + ").");
        }
        String text = cause.message().strip().split("\\R", 2)[0];
        return Diagnosis.of("JOB_FAILED", text + " (" + cause.simpleType() + ")");
    }
}
