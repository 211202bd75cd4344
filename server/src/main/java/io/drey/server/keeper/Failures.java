package io.drey.server.keeper;

import io.drey.model.FailureKind;
import io.drey.server.cluster.FlinkFailure;
import java.util.List;

/** Tells from what Flink reports who can mend a failure. */
final class Failures {
    private static final List<String> STATE =
            List.of(
                    "StateMigrationException",
                    "Cannot map checkpoint/savepoint state",
                    "Failed to rollback to checkpoint/savepoint",
                    "There is no operator for the state",
                    "cannot be used to restore",
                    "must not be incompatible");
    private static final List<String> RESOURCES =
            List.of(
                    "NoResourceAvailableException",
                    "OutOfMemoryError",
                    "Could not acquire the minimum required resources",
                    "Insufficient number of network buffers");
    private static final List<String> CLUSTER =
            List.of(
                    "RemoteTransportException",
                    "LocalTransportException",
                    "Heartbeat of TaskManager",
                    "heartbeat of TaskManager",
                    "TaskManager with id",
                    "JobMasterException",
                    "ResourceManagerException",
                    "Lost connection to task manager");
    private static final List<String> CONNECTOR =
            List.of(
                    "java.net.ConnectException",
                    "java.net.UnknownHostException",
                    "java.net.SocketTimeoutException",
                    "java.sql.",
                    "org.apache.kafka.common.errors",
                    "org.apache.flink.kafka.shaded.org.apache.kafka.common.errors",
                    "NoNodeAvailableException");

    private Failures() {}

    static FailureKind kindOf(FlinkFailure failure) {
        String trace = failure.stackTrace();
        if (has(trace, STATE)) {
            return FailureKind.STATE_INCOMPATIBLE;
        }
        if (has(trace, RESOURCES)) {
            return FailureKind.RESOURCES;
        }
        if (has(trace, CLUSTER)) {
            return FailureKind.CLUSTER;
        }
        return has(trace, CONNECTOR) ? FailureKind.CONNECTOR : FailureKind.USER_CODE;
    }

    private static boolean has(String trace, List<String> marks) {
        return marks.stream().anyMatch(trace::contains);
    }
}
