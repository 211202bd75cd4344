package io.drey.server.result.log;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Where a log stands; every frame moves it on. Confined to the log's lock. */
final class LogState {
    private static final int HEAD_BYTES = 24;
    private static final int SUBTASK_BYTES = 33;

    private final Map<Integer, SubtaskState> subtasks = new TreeMap<>();
    private long rows;
    private long frame;
    private long arrivedAt;
    private int parallelism;

    long rows() {
        return rows;
    }

    long frame() {
        return frame;
    }

    /** When the newest frame came, in epoch milliseconds; 0 while that is not known. */
    long arrivedAt() {
        return arrivedAt;
    }

    /** Subtasks the sink has; 0 while nobody said. */
    int parallelism() {
        return parallelism;
    }

    void setParallelism(int parallelism) {
        this.parallelism = parallelism;
    }

    SubtaskState subtask(int subtask) {
        return subtasks.getOrDefault(subtask, SubtaskState.fresh(subtask));
    }

    Collection<SubtaskState> subtasks() {
        return subtasks.values().stream()
                .filter(each -> parallelism == 0 || each.subtask() < parallelism)
                .toList();
    }

    boolean haveAllEnded() {
        Collection<SubtaskState> all = subtasks();
        return all.size() >= parallelism && all.stream().allMatch(SubtaskState::hasEnded);
    }

    void apply(FrameHeader header, ByteBuffer payload) {
        arrivedAt = Math.max(arrivedAt, header.arrivedAt());
        switch (header.kind()) {
            case STATE -> decode(payload);
            case SCHEMA -> {}
            case BATCH -> {
                subtasks.put(header.subtask(), subtask(header.subtask()).withBatch(header));
                rows += header.rows();
                frame = header.frame();
            }
            case END -> {
                subtasks.put(header.subtask(), subtask(header.subtask()).withEnd(header));
                parallelism = payload.getInt(payload.position());
            }
        }
    }

    ByteBuffer encode() {
        ByteBuffer bytes = ByteBuffer.allocate(HEAD_BYTES + subtasks.size() * SUBTASK_BYTES);
        bytes.putLong(rows).putLong(frame).putInt(parallelism).putInt(subtasks.size());
        for (SubtaskState state : subtasks.values()) {
            bytes.putInt(state.subtask()).putInt(state.attempt()).putLong(state.lastSeq());
            bytes.putLong(state.watermark()).putLong(state.rows());
            bytes.put((byte) (state.hasEnded() ? 1 : 0));
        }
        return bytes.flip();
    }

    private void decode(ByteBuffer payload) {
        ByteBuffer bytes = payload.duplicate();
        rows = bytes.getLong();
        frame = bytes.getLong();
        parallelism = bytes.getInt();
        subtasks.clear();
        for (int count = bytes.getInt(); count > 0; count--) {
            int subtask = bytes.getInt();
            subtasks.put(
                    subtask,
                    new SubtaskState(
                            subtask,
                            bytes.getInt(),
                            bytes.getLong(),
                            bytes.getLong(),
                            bytes.getLong(),
                            bytes.get() != 0));
        }
    }
}
