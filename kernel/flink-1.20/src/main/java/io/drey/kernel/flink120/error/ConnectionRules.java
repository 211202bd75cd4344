package io.drey.kernel.flink120.error;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/** Other systems that do not answer, do not let in, or do not have what a table says. */
final class ConnectionRules {
    private static final String FAILED = "CONNECTION_FAILED";
    private static final String REACH =
            "and that it runs and can be reached from the machines of the Flink cluster.";

    private static final Diagnosis NO_BROKER =
            Diagnosis.of(FAILED, "No Kafka broker answered in time.")
                    .suggest("Check 'properties.bootstrap.servers' of the table, " + REACH);

    private static final List<Rule> RULES =
            List.of(
                    Rule.of(
                            "Failed to get metadata for topics \\[(.+?)\\]",
                            ConnectionRules::topics),
                    Rule.of(
                            "Timed out waiting for a node assignment"
                                    + "|Topic \\S+ not present in metadata after"
                                    + "|Failed to update metadata after",
                            NO_BROKER),
                    Rule.of(
                            "password authentication failed for user \"(.+?)\""
                                    + "|Access denied for user '(.+?)'@'.*?' \\(using password",
                            ConnectionRules::denied),
                    Rule.of(
                            "FATAL: database \"(.+?)\" does not exist|Unknown database '(.+?)'",
                            (m, p) ->
                                    Diagnosis.of(
                                                    FAILED,
                                                    "The database server has no database `"
                                                            + either(m)
                                                            + "`.")
                                            .suggest("Check the end of the table's 'url'.")),
                    Rule.of(
                            "ERROR: relation \"(.+?)\" does not exist"
                                    + "|^Table '(.+?)' doesn't exist",
                            (m, p) ->
                                    Diagnosis.of(
                                                    "TABLE_NOT_FOUND",
                                                    "The database has no table `"
                                                            + Problem.lastName(either(m))
                                                            + "`.")
                                            .suggest(
                                                    "Check the table's 'table-name' and 'url', or"
                                                            + " create it in the database: Flink does"
                                                            + " not.")),
                    Rule.of(
                            "Connection to (\\S+) refused\\.|Communications link failure"
                                    + "|The connection attempt failed",
                            ConnectionRules::noDatabase),
                    Rule.of(
                            "Could not find any jdbc \\S*\\s?factory that can handle url"
                                    + " '(?:jdbc:)?(\\w+):",
                            ConnectionRules::dialect),
                    Rule.of("^([\\w.$]+Driver)$", ConnectionRules::driver));

    private ConnectionRules() {}

    static List<Rule> all() {
        return RULES;
    }

    private static Diagnosis topics(Matcher matcher, Problem problem) {
        if (!problem.hasType("UnknownTopicOrPartitionException")) {
            return NO_BROKER;
        }
        return Diagnosis.of(FAILED, "Kafka has no topic `" + matcher.group(1) + "`.")
                .suggest(
                        "Check the table's 'topic'. An INSERT creates it where the broker allows"
                                + " that; else it has to be created there.");
    }

    private static Diagnosis denied(Matcher matcher, Problem problem) {
        return Diagnosis.of(
                        "CONNECTION_DENIED",
                        "The database does not let `"
                                + either(matcher)
                                + "` in: the password is wrong, or there is no such user.")
                .suggest("Check 'username' and 'password' of the table or catalog.");
    }

    private static Diagnosis noDatabase(Matcher matcher, Problem problem) {
        String address = matcher.group(1) == null ? "" : " at " + matcher.group(1);
        Problem.Cause cause = problem.root();
        return Diagnosis.of(
                        FAILED,
                        "No database answers"
                                + address
                                + " ("
                                + cause.simpleType()
                                + ": "
                                + cause.message()
                                + ").")
                .suggest("Check the address of the table or catalog, " + REACH);
    }

    private static Diagnosis dialect(Matcher matcher, Problem problem) {
        return Diagnosis.of(
                        "CONNECTOR_MISSING",
                        "The connector 'jdbc' does not know jdbc:" + matcher.group(1) + ": here.")
                .suggest(
                        matcher.group(1).equals("mariadb")
                                ? "Write jdbc:mysql: for MariaDB."
                                : "It knows jdbc:postgresql: and jdbc:mysql:. ADD JAR '…' with"
                                        + " Flink's connector for that database adds it.");
    }

    private static Diagnosis driver(Matcher matcher, Problem problem) {
        return Diagnosis.of(
                        "CONNECTOR_MISSING",
                        "The driver " + matcher.group(1) + " is in none of the jars.")
                .suggest("ADD JAR '…' with the driver's jar, or leave out the option 'driver'.");
    }

    private static String either(Matcher matcher) {
        return Optional.ofNullable(matcher.group(1)).orElseGet(() -> matcher.group(2));
    }
}
