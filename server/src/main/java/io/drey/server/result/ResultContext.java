package io.drey.server.result;

import static java.util.Objects.requireNonNull;

import io.drey.server.result.log.LogFiles;
import java.time.Clock;
import java.util.concurrent.Executor;

/**
 * What all results share.
 *
 * @param workers runs compactions
 * @param arrangers sorts and filters
 * @param idle arrangements that nobody looks at any more
 * @param replays those that rebuild what was
 */
record ResultContext(
        ResultSettings settings,
        LogFiles files,
        Clock clock,
        Executor workers,
        Executor arrangers,
        IdleArrangements idle,
        OpenReplays replays,
        ResultObserver observer) {
    ResultContext {
        requireNonNull(settings, "settings");
        requireNonNull(files, "files");
        requireNonNull(clock, "clock");
        requireNonNull(workers, "workers");
        requireNonNull(arrangers, "arrangers");
        requireNonNull(idle, "idle");
        requireNonNull(replays, "replays");
        requireNonNull(observer, "observer");
    }
}
