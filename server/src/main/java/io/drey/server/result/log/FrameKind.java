package io.drey.server.result.log;

import org.jspecify.annotations.Nullable;

/** What a stored frame holds; the code is what stands in the file. */
public enum FrameKind {
    /** Where the log stood when its segment began; the first frame of each segment. */
    STATE(1),
    /** The Arrow schema; the second frame of each segment, so that each can be read alone. */
    SCHEMA(2),
    /** An Arrow record batch. */
    BATCH(3),
    /** A subtask has sent all it will send. */
    END(4);

    private final byte code;

    FrameKind(int code) {
        this.code = (byte) code;
    }

    byte code() {
        return code;
    }

    static @Nullable FrameKind find(byte code) {
        for (FrameKind kind : values()) {
            if (kind.code == code) {
                return kind;
            }
        }
        return null;
    }
}
