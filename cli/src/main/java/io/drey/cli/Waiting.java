package io.drey.cli;

import static java.util.Objects.requireNonNull;

import io.drey.cli.render.CliJson;
import io.drey.cli.render.Labels;
import io.drey.cli.shell.Console;
import io.drey.cli.shell.ExitCode;
import io.drey.client.DeploymentCalls;
import io.drey.model.DeploymentInfo;
import io.drey.model.Desired;
import io.drey.model.Verdict;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Waits for what comes of a wish, and tells it. */
final class Waiting {
    /** A cluster that is only started anew answers again before. */
    private static final Duration AWAY = Duration.ofSeconds(15);

    private Waiting() {}

    /**
     * Waits until a deployment runs, has finished, or will not run; or until its cluster has not
     * answered for a while.
     */
    static int untilRunning(
            DeploymentCalls deployments,
            DeploymentInfo asked,
            Duration timeout,
            Console console,
            boolean isJson) {
        Predicate<DeploymentInfo> isAway = away();
        return until(
                deployments,
                asked.name(),
                now ->
                        isAway.test(now)
                                || now.verdict() == Verdict.RUNNING
                                || now.verdict() == Verdict.FINISHED
                                || now.verdict() == Verdict.FAILED
                                || now.desired() != Desired.RUNNING,
                timeout,
                console,
                isJson);
    }

    /** Waits until nothing of a deployment runs. */
    static int untilEnded(
            DeploymentCalls deployments,
            DeploymentInfo asked,
            Duration timeout,
            Console console,
            boolean isJson) {
        return until(
                deployments,
                asked.name(),
                now ->
                        now.verdict() == Verdict.STOPPED
                                || now.verdict() == Verdict.SUSPENDED
                                || now.desired() == Desired.RUNNING,
                timeout,
                console,
                isJson);
    }

    private static Predicate<DeploymentInfo> away() {
        AtomicReference<@Nullable Long> since = new AtomicReference<>();
        return now -> {
            if (now.verdict() != Verdict.UNREACHABLE) {
                since.set(null);
                return false;
            }
            since.compareAndSet(null, System.nanoTime());
            return System.nanoTime() - requireNonNull(since.get()) > AWAY.toNanos();
        };
    }

    private static int until(
            DeploymentCalls deployments,
            String name,
            Predicate<DeploymentInfo> condition,
            Duration timeout,
            Console console,
            boolean isJson) {
        DeploymentInfo now = deployments.await(name, condition, timeout);
        if (isJson) {
            console.out().println(CliJson.pretty(now));
        } else {
            console.say(name + " is " + Labels.of(now.verdict()) + ": " + now.why());
        }
        boolean isAway = now.verdict() == Verdict.UNREACHABLE;
        if (isAway && !isJson) {
            console.say("It is kept as wanted, and seen to when the cluster answers.");
        }
        return isAway || now.verdict() == Verdict.FAILED ? ExitCode.FAILED : ExitCode.OK;
    }
}
