package io.drey.server.keeper.plan;

import io.drey.model.AttemptEnd;
import io.drey.model.DeploymentAction;
import java.time.Duration;

/** Says in a few words what happened. */
public final class Words {
    private Words() {}

    /** How an attempt ended, as in {@code attempt 2 was lost}. */
    public static String of(AttemptEnd end) {
        return switch (end) {
            case FINISHED -> "finished";
            case STOPPED -> "was stopped with a savepoint";
            case CANCELED -> "was cancelled";
            case FAILED -> "failed";
            case REFUSED -> "was refused";
            case LOST -> "was lost";
        };
    }

    static String of(DeploymentAction action) {
        String what =
                switch (action.kind()) {
                    case SUBMIT -> "the submission of attempt " + action.attempt();
                    case STOP -> "the stop with savepoint of attempt " + action.attempt();
                    case SAVEPOINT -> "a savepoint of attempt " + action.attempt();
                    case CANCEL -> "the cancelling of attempt " + action.attempt();
                };
        return switch (action.answer()) {
            case NONE -> what + " was decided; it has no answer yet";
            case TAKEN -> what + " is under way";
            case UNKNOWN -> what + " is not known to the cluster";
            case DONE -> what + " is done";
            case FAILED -> what + " failed";
        };
    }

    /** Such as {@code 5 s} or {@code 2 min}; never less than what is left. */
    static String of(Duration time) {
        long seconds = Math.max(1, (time.toMillis() + 999) / 1000);
        return seconds < 100 ? seconds + " s" : (seconds + 59) / 60 + " min";
    }
}
