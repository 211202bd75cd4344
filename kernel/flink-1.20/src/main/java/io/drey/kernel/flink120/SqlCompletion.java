package io.drey.kernel.flink120;

import io.drey.protocol.KernelMessages.Completion;
import java.util.Arrays;
import java.util.List;

/** Finds what could stand at a place of a SQL cell. Thread-safe. */
final class SqlCompletion {
    private final KernelSession session;

    SqlCompletion(KernelSession session) {
        this.session = session;
    }

    List<Completion> complete(String source, int position) {
        return Arrays.stream(
                        session.executor()
                                .getTableEnvironment()
                                .getParser()
                                .getCompletionHints(source, position))
                .map(hint -> new Completion(hint, "keyword", null))
                .toList();
    }
}
