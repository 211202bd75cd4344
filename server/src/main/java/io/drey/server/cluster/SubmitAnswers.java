package io.drey.server.cluster;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a cluster answers when it was asked to run a program. */
final class SubmitAnswers {
    /** The words of the 1.x and of the 2.x line. */
    private static final List<String> DUPLICATE =
            List.of("DuplicateJobSubmissionException", "DuplicateApplicationSubmissionException");

    private static final List<String> PROGRAM_FAILED =
            List.of("ProgramInvocationException", "ProgramParametrizationException");

    /** The job is there, and has failed before its first task. */
    private static final String FAILED_AT_ONCE = "JobInitializationException";

    /** Troubles of the cluster or of what it talks to, which another time may not have. */
    private static final List<String> TROUBLE =
            List.of(
                    "TimeoutException",
                    "OutOfMemoryError",
                    "RejectedExecutionException",
                    "JobSubmissionException",
                    "FencingTokenException",
                    "Could not upload");

    /** What the runner of scripts says; its text ends where the stack trace begins. */
    private static final Pattern SCRIPT =
            Pattern.compile(
                    "ScriptException: Line (\\d+), column (\\d+): (.*?)(?=\\n\\s+at |\\nCaused by: |\\z)",
                    Pattern.DOTALL);

    /** What the runner says of a folder that it cannot keep state in. */
    private static final Pattern STATE =
            Pattern.compile("StateDirectoryException: (.*?)(?=\\n\\s+at |\\nCaused by: |\\z)");

    private SubmitAnswers() {}

    static SubmitAnswer of(FlinkAnswer answer) {
        if (answer.isOk()) {
            return answer.body().path("jobid").asString("").isEmpty()
                    ? new SubmitAnswer.NoAnswer("the cluster's answer names no job", true)
                    : new SubmitAnswer.Accepted();
        }
        String errors = answer.errors();
        if (DUPLICATE.stream().anyMatch(errors::contains)) {
            return new SubmitAnswer.AlreadyThere();
        }
        if (errors.contains(FAILED_AT_ONCE)) {
            return new SubmitAnswer.Accepted();
        }
        Matcher state = STATE.matcher(errors);
        if (state.find()) {
            return new SubmitAnswer.Refused(
                    new DreyException(
                            DreyErrorCode.STATE_DIRECTORY_UNUSABLE, state.group(1).strip()));
        }
        Matcher script = SCRIPT.matcher(errors);
        if (script.find()) {
            Map<String, Object> place =
                    Map.of(
                            "line", Integer.valueOf(script.group(1)),
                            "column", Integer.valueOf(script.group(2)));
            String why =
                    "line "
                            + script.group(1)
                            + ", column "
                            + script.group(2)
                            + ": "
                            + script.group(3).strip();
            return new SubmitAnswer.Refused(
                    new DreyException(DreyErrorCode.PROGRAM_REFUSED, why, place, null));
        }
        String why = FlinkFailure.rootCauseOf(errors);
        if (PROGRAM_FAILED.stream().anyMatch(errors::contains)
                && TROUBLE.stream().noneMatch(errors::contains)) {
            return new SubmitAnswer.Refused(new DreyException(DreyErrorCode.PROGRAM_REFUSED, why));
        }
        return new SubmitAnswer.NoAnswer(
                "the cluster answered " + answer.status() + (why.isEmpty() ? "" : ": " + why),
                true);
    }
}
