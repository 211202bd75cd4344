package io.drey.server.keeper.plan;

import io.drey.model.Evidence;
import io.drey.model.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to do next, and what to think meanwhile.
 *
 * @param step null to wait for the next look
 * @param why the verdict's reason in one sentence
 * @param evidence what it rests on, the weightiest first
 */
public record Plan(@Nullable Step step, Verdict verdict, String why, List<Evidence> evidence) {
    public Plan {
        evidence = List.copyOf(evidence);
    }
}
