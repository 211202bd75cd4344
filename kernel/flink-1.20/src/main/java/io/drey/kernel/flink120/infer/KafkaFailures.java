package io.drey.kernel.flink120.infer;

import io.drey.kernel.Failures;
import io.drey.kernel.KernelFailure;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;

/** Says what it means when Kafka's client fails. */
final class KafkaFailures {
    private KafkaFailures() {}

    /**
     * The failure to show.
     *
     * @param topic that was looked into; empty when the topics were to be listed
     */
    static KernelFailure of(KafkaException problem, String topic) {
        String message = root(problem);
        if (problem instanceof SslAuthenticationException) {
            return failure(
                    "CONNECTION_FAILED",
                    "The TLS handshake with the broker failed: " + message,
                    "Check 'properties.ssl.truststore.location' and the certificates; where the"
                            + " broker speaks no TLS, take PLAINTEXT or SASL_PLAINTEXT.",
                    problem);
        }
        if (problem instanceof AuthenticationException) {
            return failure(
                    "CONNECTION_DENIED",
                    "Kafka refuses the sign-in: " + message,
                    "Check 'properties.sasl.mechanism' and the user and password in"
                            + " 'properties.sasl.jaas.config'.",
                    problem);
        }
        if (problem instanceof AuthorizationException) {
            return failure(
                    "CONNECTION_DENIED",
                    "This user may not read "
                            + (topic.isEmpty() ? "the topics" : "the topic '" + topic + "'")
                            + ": "
                            + message,
                    "Have an ACL added that allows DESCRIBE and READ, or sign in as another user.",
                    problem);
        }
        if (problem instanceof InvalidTopicException) {
            return failure(
                    "BAD_REQUEST",
                    "topic: '" + topic + "' (expected: letters, digits, '.', '_' and '-')",
                    "Choose one of the list.",
                    problem);
        }
        if (problem instanceof TimeoutException) {
            return failure(
                    "CONNECTION_FAILED",
                    "A Kafka broker answers, but did not tell in time what was asked: " + message,
                    "Where one has to sign in, set 'properties.security.protocol' and the options"
                            + " of SASL. Else look at the broker's log.",
                    problem);
        }
        // What stops a client from being made is the user's settings.
        boolean isSetting = problem instanceof ConfigException || problem.getCause() != null;
        return failure(
                isSetting ? "BAD_REQUEST" : "CONNECTION_FAILED",
                isSetting
                        ? "Kafka's client does not take these properties: " + message
                        : "Kafka's client failed: " + message,
                "Check the options that begin with 'properties.'.",
                problem);
    }

    private static KernelFailure failure(
            String code, String message, String suggestion, Throwable problem) {
        return new KernelFailure(
                Failures.of(code, message, suggestion, Failures.fullText(problem)));
    }

    private static String root(Throwable problem) {
        Throwable root = problem;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = String.valueOf(root.getMessage()).strip();
        return message.endsWith(".") ? message : message + ".";
    }
}
