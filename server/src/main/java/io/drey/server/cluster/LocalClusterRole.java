package io.drey.server.cluster;

/** The two processes of the local cluster. */
enum LocalClusterRole {
    JOB_MANAGER(
            "jobmanager", "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint"),
    TASK_MANAGER("taskmanager", "org.apache.flink.runtime.taskexecutor.TaskManagerRunner");

    private final String word;
    private final String mainClass;

    LocalClusterRole(String word, String mainClass) {
        this.word = word;
        this.mainClass = mainClass;
    }

    /** As it appears in file names, the status and `./drey logs`. */
    String word() {
        return word;
    }

    String mainClass() {
        return mainClass;
    }
}
