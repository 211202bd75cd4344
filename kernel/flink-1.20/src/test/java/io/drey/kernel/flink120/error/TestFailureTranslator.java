package io.drey.kernel.flink120.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.drey.protocol.KernelMessages.Failure;
import io.drey.sql.SqlStatement;
import io.drey.sql.StatementSplitter;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.stream.Stream;
import org.apache.flink.table.api.TableException;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.util.SerializedThrowable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Recorded messages of Flink 1.20.3; what real statements bring is tested with a cluster. */
class TestFailureTranslator {
    private final FailureTranslator translator = new FailureTranslator(new TestingNames());

    static Stream<Arguments> messages() {
        return Stream.of(
                Arguments.of(
                        "Sort on a non-time-attribute field is not supported.",
                        "UNSUPPORTED",
                        "A stream has no end, so it cannot be sorted by just any column."),
                Arguments.of(
                        "OVER windows' ordering in stream mode must be defined on a time attribute.",
                        "UNSUPPORTED",
                        "In a stream, OVER needs to be ordered by time."),
                Arguments.of(
                        "Window aggregate can only be defined over a time attribute column, but TIMESTAMP(3)"
                                + " encountered.",
                        "UNSUPPORTED",
                        "The window's time column carries no event time."),
                Arguments.of(
                        "Invalid data type of time field for watermark definition. The field must be of type"
                                + " TIMESTAMP(p) or TIMESTAMP_LTZ(p), the supported precision 'p' is from 0 to 3,"
                                + " but the time field type is TIMESTAMP(6)",
                        "UNSUPPORTED",
                        "A watermark cannot be on a column of type TIMESTAMP(6)."),
                Arguments.of(
                        "Infinite or NaN",
                        "UNSUPPORTED",
                        "Flink cannot plan a FLOAT constant that is infinite or not a number."),
                Arguments.of(
                        "UPDATE statement is not supported for streaming mode now.",
                        "UNSUPPORTED",
                        "UPDATE works in batch mode only."),
                Arguments.of(
                        "Querying an unbounded table 'default_catalog.default_database.gen' in batch mode is not"
                                + " allowed. The table source is unbounded.",
                        "UNSUPPORTED",
                        "Table `gen` has no end, and batch mode needs one."),
                Arguments.of(
                        "Table sink 'default_catalog.default_database.s' doesn't support consuming update changes"
                                + " which is produced by node GroupAggregate(groupBy=[id])",
                        "UNSUPPORTED",
                        "Table `s` takes only new rows, but GROUP BY id changes earlier ones (update)."),
                Arguments.of(
                        "implicit type conversion between BIGINT and VARCHAR(2147483647) is not supported on"
                                + " join's condition now",
                        "SQL_INVALID",
                        "BIGINT and STRING cannot be compared with each other."),
                Arguments.of(
                        "Could not find any factory for identifier 'upsert-kafka' that implements"
                                + " 'org.apache.flink.table.factories.DynamicTableFactory' in the classpath.\n\n"
                                + "Available factory identifiers are:\n\nblackhole\ndatagen",
                        "CONNECTOR_MISSING",
                        "The connector 'upsert-kafka' is not in this runtime."),
                Arguments.of(
                        "Could not find any factory for identifier 'filesytem' that implements"
                                + " 'org.apache.flink.table.factories.DynamicTableFactory' in the classpath.\n\n"
                                + "Available factory identifiers are:\n\nblackhole\nfilesystem",
                        "CONNECTOR_MISSING",
                        "The connector 'filesytem' is not in this runtime."),
                Arguments.of(
                        "One or more required options are missing.\n\nMissing required options are:\n\nformat",
                        "SQL_INVALID",
                        "The table lacks the option 'format'."),
                Arguments.of(
                        "Could not acquire the minimum required resources.",
                        "NO_FREE_SLOTS",
                        "The cluster has no free slots for this job."),
                Arguments.of(
                        "Timed out waiting for a node assignment. Call: describeTopics",
                        "CONNECTION_FAILED",
                        "No Kafka broker answered in time."),
                Arguments.of(
                        "FATAL: password authentication failed for user \"drey\"",
                        "CONNECTION_DENIED",
                        "The database does not let `drey` in: the password is wrong, or there is no"
                                + " such user."),
                Arguments.of(
                        "Could not find any jdbc factory that can handle url 'jdbc:oracle:thin:x/secret@h:1'"
                                + " that implements 'o.JdbcFactory' in the classpath.",
                        "CONNECTOR_MISSING",
                        "The connector 'jdbc' does not know jdbc:oracle: here."),
                Arguments.of(
                        "Something new that no rule knows",
                        "SQL_INVALID",
                        "Something new that no rule knows"),
                Arguments.of(
                        "This does not support that", "UNSUPPORTED", "This does not support that"));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void saysItInPlainWords(String flink, String code, String message) {
        Failure failure =
                translate("SELECT 1", new ValidationException("outer", new TableException(flink)));

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.message()).isEqualTo(message);
        assertThat(failure.detail()).contains(flink).contains("at io.drey");
    }

    @Test
    void namesThePackOfAConnector() {
        Failure failure =
                translate(
                        "SELECT 1",
                        new ValidationException(
                                "Could not find any factory for identifier 'jdbc' that implements"
                                        + " 'o.DynamicTableFactory' in the classpath.\n"));

        assertThat(failure.suggestion()).isEqualTo("Add the \"jdbc\" pack, which brings it.");
    }

    @Test
    void placesAreThoseOfTheCell() {
        SqlStatement second =
                StatementSplitter.split("SELECT 1;\n  SELECT a,\n    orgin FROM flights").get(1);

        Failure failure =
                translator.translate(
                        new ValidationException(
                                "SQL validation failed. From line 2, column 5 to line 2, column 9: Column"
                                        + " 'orgin' not found in any table"),
                        second);

        assertThat(failure)
                .isEqualTo(
                        new Failure(
                                "COLUMN_NOT_FOUND",
                                "There is no column `orgin`.",
                                "Did you mean `origin`?",
                                3,
                                5,
                                3,
                                9,
                                failure.detail()));
    }

    @Test
    void placesOnTheFirstLineAreShifted() {
        SqlStatement second = StatementSplitter.split("SELECT 1; SELECT * FROM flihgts").get(1);

        Failure failure =
                translator.translate(
                        new ValidationException(
                                "From line 1, column 15 to line 1, column 21: Object 'flihgts' not found"),
                        second);

        assertThat(failure.line()).isEqualTo(1);
        assertThat(failure.column()).isEqualTo(25);
        assertThat(failure.endColumn()).isEqualTo(31);
        assertThat(failure.suggestion()).isEqualTo("Did you mean `flights`?");
    }

    @Test
    void jobsFailWithTheirRootCause() {
        Failure failure =
                translate(
                        "INSERT INTO t SELECT 1",
                        new JobFailedException(
                                new RuntimeException(
                                        "wrapped", new IOException("the wire broke\nmore"))));

        assertThat(failure.code()).isEqualTo("JOB_FAILED");
        assertThat(failure.message()).isEqualTo("the wire broke (IOException)");
    }

    @Test
    void causesThatTravelledAreKnownByTheirOwnClass() {
        Failure failure =
                translate(
                        "SELECT 1",
                        new JobFailedException(
                                new SerializedThrowable(
                                        new FileNotFoundException(
                                                "File /data/x.csv does not exist or the user running Flink"
                                                        + " ('root') has insufficient permissions"))));

        assertThat(failure.code()).isEqualTo("FILE_NOT_FOUND");
        assertThat(failure.message()).contains("/data/x.csv");
    }

    @Test
    void aClusterThatDoesNotAnswerIsNoFailureOfAJob() {
        assertThat(
                        translate(
                                "SELECT 1",
                                new IOException(new ConnectException("Connection refused"))))
                .extracting(Failure::code)
                .isEqualTo("CLUSTER_UNAVAILABLE");
        assertThat(
                        translate(
                                "SELECT 1",
                                new JobFailedException(new ConnectException("Connection refused"))))
                .extracting(Failure::code)
                .isEqualTo("JOB_FAILED");
    }

    private Failure translate(String source, Throwable thrown) {
        return translator.translate(thrown, StatementSplitter.split(source).get(0));
    }

    /** Named as the one that jobs' failures come in. */
    private static final class JobFailedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        JobFailedException(Throwable cause) {
            super("the job failed", cause);
        }
    }
}
