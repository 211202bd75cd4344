package io.drey.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.server.platform.JsonMappers;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Answers as clusters of the lines 1.20 and 2.3 gave them, cut to what matters. */
class TestSubmitAnswers {
    private static final String FAILED_MAIN =
            "org.apache.flink.runtime.rest.handler.RestHandlerException: Could not execute"
                    + " application.\n\tat org.apache.flink.X.y(X.java:1)\nCaused by:"
                    + " org.apache.flink.client.program.ProgramInvocationException: The main method"
                    + " caused an error: ";

    @Test
    void takesAJobIdForTheClustersWord() {
        ObjectNode body = JsonMappers.api().createObjectNode().put("jobid", "abc");
        assertThat(SubmitAnswers.of(new FlinkAnswer(200, body)))
                .isEqualTo(new SubmitAnswer.Accepted());
        // A 2.x cluster says more.
        body.put("applicationId", "def");
        assertThat(SubmitAnswers.of(new FlinkAnswer(200, body)))
                .isEqualTo(new SubmitAnswer.Accepted());
        body.remove("jobid");
        assertThat(SubmitAnswers.of(new FlinkAnswer(200, body)))
                .isEqualTo(new SubmitAnswer.NoAnswer("the cluster's answer names no job", true));
    }

    @Test
    void knowsADuplicateOfEitherLine() {
        assertThat(
                        refused(
                                400,
                                FAILED_MAIN
                                        + "Failed to execute sql\nCaused by:"
                                        + " org.apache.flink.runtime.client.DuplicateJobSubmissionException:"
                                        + " Job has already been submitted."))
                .isEqualTo(new SubmitAnswer.AlreadyThere());
        assertThat(
                        refused(
                                400,
                                "org.apache.flink.runtime.client.DuplicateApplicationSubmissionException:"
                                        + " Application has already been submitted."))
                .isEqualTo(new SubmitAnswer.AlreadyThere());
    }

    @Test
    void readsWhereStateCannotBeKept() {
        DreyException why =
                why(
                        refused(
                                400,
                                FAILED_MAIN
                                        + "/state is not the server's folder on a1\n\tat"
                                        + " io.drey.runner.X\nCaused by:"
                                        + " io.drey.runner.StateDirectoryException: /state is not"
                                        + " the server's folder on a1\n\tat io.drey.runner.X"));
        assertThat(why.code()).isEqualTo(DreyErrorCode.STATE_DIRECTORY_UNUSABLE);
        assertThat(why).hasMessage("/state is not the server's folder on a1");
    }

    @Test
    void readsThePlaceInAScript() {
        DreyException why =
                why(
                        refused(
                                400,
                                FAILED_MAIN
                                        + "Line 3, column 10: Column 'm'\n  not found\n\tat"
                                        + " io.drey.runner.X\nCaused by: io.drey.runner.ScriptException:"
                                        + " Line 3, column 10: Column 'm'\n  not found\n\tat"
                                        + " io.drey.runner.ScriptException.of(X.java:1)\nCaused by: x"));
        assertThat(why.code()).isEqualTo(DreyErrorCode.PROGRAM_REFUSED);
        assertThat(why).hasMessage("line 3, column 10: Column 'm'\n  not found");
        assertThat(why.details()).isEqualTo(Map.of("line", 3, "column", 10));
    }

    @Test
    void refusesAProgramWhoseMainFails() {
        DreyException why =
                why(
                        refused(
                                500,
                                FAILED_MAIN
                                        + "x\nCaused by: java.lang.IllegalStateException: no topic\n"
                                        + "\tat com.example.Main.main(Main.java:3)"));
        assertThat(why).hasMessage("IllegalStateException: no topic");
        assertThat(why.details()).isEmpty();
    }

    @Test
    void doesNotCallTroublesOfTheClusterARefusal() {
        for (String trouble :
                new String[] {
                    "java.util.concurrent.TimeoutException: Invocation of [submitJob] timed out",
                    "java.lang.OutOfMemoryError: Metaspace",
                    "org.apache.flink.runtime.client.JobSubmissionException: Failed to submit job"
                }) {
            SubmitAnswer answer = refused(500, FAILED_MAIN + "x\nCaused by: " + trouble);
            assertThat(answer).isInstanceOf(SubmitAnswer.NoAnswer.class);
            assertThat(((SubmitAnswer.NoAnswer) answer).mayRun()).isTrue();
        }
        assertThat(
                        refused(
                                503,
                                "Service temporarily unavailable due to an ongoing leader election"))
                .isEqualTo(
                        new SubmitAnswer.NoAnswer(
                                "the cluster answered 503: Service temporarily unavailable due to an"
                                        + " ongoing leader election",
                                true));
    }

    @Test
    void countsAJobThatFailsBeforeItsFirstTaskAsThere() {
        assertThat(
                        refused(
                                400,
                                FAILED_MAIN
                                        + "Failed to execute sql\nCaused by:"
                                        + " org.apache.flink.runtime.client.JobInitializationException:"
                                        + " Could not start the JobMaster.\nCaused by:"
                                        + " java.io.FileNotFoundException: Cannot find checkpoint"))
                .isEqualTo(new SubmitAnswer.Accepted());
    }

    private static SubmitAnswer refused(int status, String error) {
        ObjectNode body = JsonMappers.api().createObjectNode();
        body.putArray("errors").add("Internal server error.").add(error);
        return SubmitAnswers.of(new FlinkAnswer(status, body));
    }

    private static DreyException why(SubmitAnswer answer) {
        assertThat(answer).isInstanceOf(SubmitAnswer.Refused.class);
        return ((SubmitAnswer.Refused) answer).why();
    }
}
