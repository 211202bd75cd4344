package io.drey.kernel.flink120.error;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;

/** Jobs that could not be started or did not get through. */
final class JobRules {
    private static final String FAILED = "JOB_FAILED";

    /** Exceptions that only wrap the one that matters. */
    private static final Set<String> WRAPPERS =
            Set.of(
                    "JobFailedException",
                    "JobExecutionException",
                    "JobException",
                    "SubmissionException");

    private static final Diagnosis NO_SLOTS =
            Diagnosis.of("NO_FREE_SLOTS", "The cluster has no free slots for this job.")
                    .suggest("Stop a stream that is no longer needed; SHOW JOBS lists them.");
    private static final Diagnosis DISK_FULL =
            Diagnosis.of("DISK_FULL", "The disk is full where the job writes.");
    private static final Diagnosis OUT_OF_MEMORY =
            Diagnosis.of(FAILED, "The tasks ran out of memory.")
                    .suggest("Give the TaskManagers more memory, or read less at a time.");

    private static final List<Rule> RULES =
            List.of(
                    Rule.of("Drey cannot be reached at (\\S+)", JobRules::unreachable),
                    Rule.of(
                            "Could not acquire the minimum required resources"
                                    + "|NoResourceAvailable|Slot request bulk is not fulfillable",
                            NO_SLOTS),
                    Rule.of(
                            "Connection refused|Connection reset|Could not connect to|UnknownHost"
                                    + "|No route to host|Timeout has (?:been reached|occurred)"
                                    + "|Connection is closed",
                            JobRules::disconnected),
                    Rule.of("No space left on device", DISK_FULL),
                    Rule.of("For input string: ['\"](.*?)['\"]", JobRules::noNumber),
                    Rule.of("Division by zero|/ by zero", JobRules::divisionByZero),
                    Rule.of("Unexpected type: (\\w+)", JobRules::fileType),
                    Rule.of(
                            "is not a Parquet file",
                            (matcher, problem) -> Diagnosis.of(FAILED, problem.root().message())),
                    Rule.of(
                            "OutOfMemoryError|Java heap space|Direct buffer memory|Metaspace",
                            OUT_OF_MEMORY));

    private JobRules() {}

    static List<Rule> all() {
        return RULES;
    }

    /** What can be said of any job's failure: its root cause. */
    static Diagnosis failed(Problem problem) {
        Problem.Cause cause = problem.root();
        boolean isBare = cause.message().isBlank() || cause.message().equals("null");
        if (WRAPPERS.contains(cause.simpleType()) || isBare) {
            return Diagnosis.of(FAILED, "The job failed (" + cause.simpleType() + ").");
        }
        String text = cause.message().strip().split("\\R", 2)[0];
        return Diagnosis.of(FAILED, text + " (" + cause.simpleType() + ")");
    }

    private static Diagnosis unreachable(Matcher matcher, Problem problem) {
        return Diagnosis.of(
                "RESULT_UNREACHABLE",
                "The tasks cannot reach Drey's result port at " + matcher.group(1) + ".");
    }

    private static Diagnosis disconnected(Matcher matcher, Problem problem) {
        String cause = problem.root().message();
        return isOfJob(problem)
                ? Diagnosis.of(FAILED, "A connection of the job failed: " + cause)
                : Diagnosis.of("CLUSTER_UNAVAILABLE", "The cluster does not answer: " + cause);
    }

    private static Diagnosis noNumber(Matcher matcher, Problem problem) {
        return Diagnosis.of(FAILED, "The text '" + matcher.group(1) + "' is not a number.")
                .suggest("TRY_CAST gives NULL for such texts instead of failing.");
    }

    private static Diagnosis divisionByZero(Matcher matcher, Problem problem) {
        return Diagnosis.of(isOfJob(problem) ? FAILED : "SQL_INVALID", "Division by zero.")
                .suggest("NULLIF(x, 0) turns the zero into NULL.");
    }

    private static Diagnosis fileType(Matcher matcher, Problem problem) {
        return Diagnosis.of(
                        FAILED,
                        "A column is of another type in the file than in the table; in the file it"
                                + " is "
                                + matcher.group(1)
                                + ".")
                .suggest("For INT64 declare the column BIGINT, for INT32 INT.");
    }

    private static boolean isOfJob(Problem problem) {
        return problem.hasType("JobFailedException");
    }
}
