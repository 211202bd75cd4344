package io.drey.server.keeper.plan;

import io.drey.model.Attempt;
import io.drey.model.DeploymentAction;
import io.drey.model.Desired;
import io.drey.model.Verdict;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Decides what to do about a deployment: at most one step at a time, from facts alone.
 *
 * <p>The same facts and time always give the same plan, so a server that died in the middle is
 * followed by one that goes on from what was written down.
 */
public final class Planner {
    private Planner() {}

    public static Plan plan(Facts facts, Instant now) {
        Attempt newest = facts.newest();
        if (newest == null) {
            return new NextAttempt(facts, now).plan();
        }
        Findings findings = new Findings(facts);
        DeploymentAction open = facts.open();
        if (open != null && (open.attempt() != newest.number() || !newest.isActive())) {
            return findings.doing(
                    new Step.Drop(open, "its attempt has ended"),
                    facts.wish().desired() == Desired.RUNNING ? Verdict.STARTING : Verdict.STOPPING,
                    "Attempt " + open.attempt() + " has ended before what was asked of it");
        }
        for (Map.Entry<Integer, SeenAttempt> seen :
                new TreeMap<>(facts.sight().jobs()).entrySet()) {
            if (seen.getKey() < newest.number() && !seen.getValue().isEnded()) {
                return findings.doing(
                        new Step.Fence(seen.getKey()),
                        Verdict.CONFLICT,
                        "Attempt %d was given up and is alive again beside attempt %d; it is cancelled"
                                .formatted(seen.getKey(), newest.number()));
            }
        }
        if (newest.isActive()) {
            return new ActiveAttempt(facts, newest, now).plan();
        }
        SeenAttempt seen = facts.sight().job(newest.number());
        if (seen != null && !seen.isEnded()) {
            return findings.doing(
                    new Step.Reopen(newest.number()),
                    Verdict.STARTING,
                    "Attempt " + newest.number() + " was given up and is alive");
        }
        if (facts.sight().recovering().contains(newest.number())) {
            return findings.waiting(
                    facts.wish().desired() == Desired.RUNNING ? Verdict.STARTING : Verdict.STOPPING,
                    "The cluster is bringing attempt " + newest.number() + " back");
        }
        return new NextAttempt(facts, now).plan();
    }
}
