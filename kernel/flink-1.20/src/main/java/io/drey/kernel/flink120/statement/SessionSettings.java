package io.drey.kernel.flink120.statement;

/** What a session's settings say about how its statements are executed. */
public interface SessionSettings {
    boolean isStreaming();

    /** Whether a setting was made by the user, rather than given to the kernel. */
    boolean isUserSetting(String key);

    /** The mode as results name it. */
    default String mode() {
        return isStreaming() ? "streaming" : "batch";
    }
}
