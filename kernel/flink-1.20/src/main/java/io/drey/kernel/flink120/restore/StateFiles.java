package io.drey.kernel.flink120.restore;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.AbstractChannelStateHandle;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.StateObject;
import org.apache.flink.runtime.state.changelog.ChangelogStateBackendHandle;
import org.apache.flink.runtime.state.changelog.ChangelogStateHandleStreamImpl;
import org.apache.flink.runtime.state.filemerging.DirectoryStreamStateHandle;
import org.apache.flink.runtime.state.filemerging.SegmentFileStateHandle;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;
import org.apache.flink.runtime.state.memory.ByteStreamStateHandle;

/** The files that state lies in, with the bytes each must have at least. Confined to one thread. */
final class StateFiles {
    private final Map<Path, Long> sizes = new LinkedHashMap<>();
    private int unchecked;

    /** In the order of the metadata. */
    Map<Path, Long> sizes() {
        return sizes;
    }

    /** How many parts are of a kind that is not known here. */
    int unchecked() {
        return unchecked;
    }

    void add(OperatorState operator) {
        for (OperatorSubtaskState subtask : operator.getStates()) {
            addAll(subtask.getManagedOperatorState());
            addAll(subtask.getRawOperatorState());
            addAll(subtask.getManagedKeyedState());
            addAll(subtask.getRawKeyedState());
            addAll(subtask.getInputChannelState());
            addAll(subtask.getResultSubpartitionState());
        }
    }

    private void addAll(Iterable<? extends StateObject> states) {
        states.forEach(this::add);
    }

    private void add(StateObject state) {
        if (state instanceof FileStateHandle file) {
            note(file.getFilePath(), file.getStateSize());
        } else if (state instanceof SegmentFileStateHandle part) {
            note(part.getFilePath(), part.getStartPos() + part.getStateSize());
        } else if (state instanceof OperatorStateHandle operator) {
            add(operator.getDelegateStateHandle());
        } else if (state instanceof KeyGroupsStateHandle groups) {
            add(groups.getDelegateStateHandle());
        } else if (state instanceof AbstractChannelStateHandle<?> channel) {
            add(channel.getDelegate());
        } else if (state instanceof IncrementalRemoteKeyedStateHandle incremental) {
            incremental.streamSubHandles().forEach(this::add);
        } else if (state instanceof ChangelogStateBackendHandle changelog) {
            addAll(changelog.getMaterializedStateHandles());
            addAll(changelog.getNonMaterializedStateHandles());
        } else if (state instanceof ChangelogStateHandleStreamImpl changes) {
            changes.getHandlesAndOffsets().forEach(part -> add(part.f0));
        } else if (!isWithoutFile(state)) {
            unchecked++;
        }
    }

    /** State within the metadata, and folders that Flink made for files to come. */
    private static boolean isWithoutFile(StateObject state) {
        return state instanceof ByteStreamStateHandle
                || state instanceof DirectoryStreamStateHandle;
    }

    private void note(Path file, long bytes) {
        sizes.merge(file, bytes, Math::max);
    }
}
