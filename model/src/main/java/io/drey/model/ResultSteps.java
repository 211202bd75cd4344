package io.drey.model;

import java.util.List;

/** A moment of a result and the changes that led to it, the oldest first. */
public record ResultSteps(ResultMoment moment, List<ResultStep> steps) {
    public ResultSteps {
        steps = List.copyOf(steps);
    }
}
