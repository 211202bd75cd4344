package io.drey.server.result;

import static java.util.Objects.requireNonNull;

import io.drey.server.result.replay.Step;
import java.util.List;

/**
 * The changes that led to a moment, the oldest first.
 *
 * @param page their rows: for each step the row that went, then the one that came, if any
 */
public record MomentSteps(List<Step> steps, ArrowPage page) {
    public MomentSteps {
        steps = List.copyOf(steps);
        requireNonNull(page, "page");
    }
}
