package io.drey.server.keeper;

import io.drey.model.Attempt;
import io.drey.model.AttemptEnd;
import io.drey.model.DeploymentAction;
import io.drey.model.DeploymentAction.Answer;
import io.drey.model.DeploymentAction.Kind;
import io.drey.model.DeploymentSpec;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.FailureKind;
import io.drey.model.JobId;
import io.drey.model.TriggerId;
import io.drey.server.cluster.JobCluster;
import io.drey.server.cluster.JobSubmission;
import io.drey.server.cluster.SavepointAnswer;
import io.drey.server.cluster.SubmitAnswer;
import io.drey.server.keeper.parameter.Parameters;
import io.drey.server.keeper.parameter.SecretTexts;
import io.drey.server.keeper.plan.Step;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out the steps that talk to a cluster: the intent is written before the call, the outcome
 * after it. Whatever dies in between is found by the ids that were chosen before. Thread-safe.
 */
final class Performer {
    private static final Logger LOG = LoggerFactory.getLogger(Performer.class);

    private final JobCluster cluster;
    private final String installation;
    private final Programs programs;
    private final Secrets secrets;
    private final JobSettings settings;
    private final DeploymentFolders folders;
    private final Clock clock;

    Performer(
            JobCluster cluster,
            String installation,
            Programs programs,
            Secrets secrets,
            JobSettings settings,
            DeploymentFolders folders,
            Clock clock) {
        this.cluster = cluster;
        this.installation = installation;
        this.programs = programs;
        this.secrets = secrets;
        this.settings = settings;
        this.folders = folders;
        this.clock = clock;
    }

    void perform(Notes notes, Step step) {
        KeptDeployment deployment = notes.deployment();
        if (step instanceof Step.Submit submit) {
            submit(notes, submit);
        } else if (step instanceof Step.Resubmit resubmit) {
            send(notes, deployment.attempt(resubmit.action().attempt()), resubmit.action());
        } else if (step instanceof Step.Stop stop) {
            send(notes, intend(notes, Kind.STOP, stop.attempt()));
        } else if (step instanceof Step.Cancel cancel) {
            send(notes, intend(notes, Kind.CANCEL, cancel.attempt()));
        } else if (step instanceof Step.Resend resend) {
            send(notes, resend.action());
        } else if (step instanceof Step.Poll poll) {
            poll(notes, poll.action());
        } else if (step instanceof Step.Fence fence) {
            Attempt old = deployment.attempt(fence.attempt());
            notes.event("cancels attempt " + old.number() + ", which lives beside a newer one");
            call(() -> cluster.cancel(old.jobId()));
        } else if (step instanceof Step.End end) {
            end(notes, end);
        }
    }

    private void submit(Notes notes, Step.Submit step) {
        KeptDeployment deployment = notes.deployment();
        Attempt attempt =
                Attempt.intended(
                        step.attempt(),
                        JobId.ofAttempt(installation, deployment.id(), step.attempt()),
                        step.specVersion(),
                        deployment.wish().generation(),
                        step.restoreFrom(),
                        clock.instant());
        DeploymentAction action =
                DeploymentAction.intended(
                        deployment.takeActionNumber(),
                        Kind.SUBMIT,
                        attempt.number(),
                        clock.instant());
        String from = step.restoreFrom() == null ? "without state" : "from " + step.restoreFrom();
        notes.write(attempt, action, "begins attempt " + attempt.number() + " " + from);
        send(notes, attempt, action);
    }

    private void send(Notes notes, Attempt attempt, DeploymentAction action) {
        KeptDeployment deployment = notes.deployment();
        JobSubmission submission;
        try {
            DeploymentSpec spec = Parameters.fill(notes.spec(attempt.specVersion()));
            submission =
                    new JobSubmission(
                            programs.bundle(spec),
                            programs.entryClass(),
                            java.util.List.of(),
                            attempt.jobId(),
                            configuration(deployment, spec),
                            attempt.restoredFrom(),
                            deployment.wish().mayDropState(),
                            parallelism(notes, attempt));
        } catch (DreyException e) {
            answered(notes, attempt, action, new SubmitAnswer.Refused(e));
            return;
        }
        DeploymentAction sent = action.sent(Answer.NONE, clock.instant());
        notes.write(null, sent, null);
        answered(notes, attempt, sent, cluster.submit(submission));
    }

    /** All that goes beside the bundle, which is kept in several places and holds no secret. */
    private Map<String, String> configuration(KeptDeployment deployment, DeploymentSpec spec) {
        Map<String, String> ofSpec = secrets.of(spec);
        Map<String, String> configuration =
                SecretTexts.fill(
                        settings.of(deployment.id(), deployment.info().name(), spec), ofSpec);
        ofSpec.forEach((name, value) -> configuration.put(JobSettings.SECRET + name, value));
        return configuration;
    }

    /** What a cluster says may repeat the text of a script, with its secrets. */
    private String hidden(Notes notes, Attempt attempt, String text) {
        try {
            DeploymentSpec spec = Parameters.fill(notes.spec(attempt.specVersion()));
            return SecretTexts.hide(text, secrets.of(spec).values());
        } catch (DreyException e) {
            // It cannot have been sent.
            return text;
        }
    }

    private void answered(
            Notes notes, Attempt attempt, DeploymentAction action, SubmitAnswer answer) {
        Instant now = clock.instant();
        String name = "attempt " + attempt.number();
        if (answer instanceof SubmitAnswer.Refused refused) {
            String why = hidden(notes, attempt, message(refused.why()));
            notes.write(
                    attempt.ended(AttemptEnd.REFUSED, FailureKind.PROGRAM, why, now),
                    action.closed(Answer.FAILED, null, why, now),
                    name + " was refused: " + why);
        } else if (answer instanceof SubmitAnswer.NoAnswer none) {
            notes.write(
                    null,
                    none.mayRun() ? action : action.answered(Answer.UNKNOWN),
                    "the submission of "
                            + name
                            + " got no answer: "
                            + hidden(notes, attempt, none.why()));
        } else {
            notes.write(
                    attempt.accepted(now),
                    action.closed(Answer.DONE, null, null, now),
                    name + " was accepted as job " + attempt.jobId());
        }
    }

    private DeploymentAction intend(Notes notes, Kind kind, int attempt) {
        DeploymentAction action =
                DeploymentAction.intended(
                        notes.deployment().takeActionNumber(), kind, attempt, clock.instant());
        String what =
                kind == Kind.STOP ? "stops attempt %d with a savepoint" : "cancels attempt %d";
        notes.write(null, action, what.formatted(attempt));
        return action;
    }

    private void send(Notes notes, DeploymentAction action) {
        KeptDeployment deployment = notes.deployment();
        JobId job = deployment.attempt(action.attempt()).jobId();
        TriggerId trigger = TriggerId.ofAction(deployment.id(), action.number());
        String directory = folders.savepoints(deployment.id(), action);
        DeploymentAction sent = action.sent(Answer.NONE, clock.instant());
        notes.write(null, sent, null);
        boolean isTaken =
                call(
                        () -> {
                            switch (action.kind()) {
                                case STOP ->
                                        cluster.stopWithSavepoint(job, trigger, directory, false);
                                case SAVEPOINT -> cluster.savepoint(job, trigger, directory);
                                case CANCEL -> cluster.cancel(job);
                                case SUBMIT -> throw new IllegalStateException("a submission");
                            }
                        });
        if (isTaken) {
            notes.write(null, sent.answered(Answer.TAKEN), null);
        }
    }

    private void poll(Notes notes, DeploymentAction action) {
        KeptDeployment deployment = notes.deployment();
        Attempt attempt = deployment.attempt(action.attempt());
        SavepointAnswer answer;
        try {
            answer =
                    cluster.savepoint(
                            attempt.jobId(), TriggerId.ofAction(deployment.id(), action.number()));
        } catch (DreyException e) {
            if (e.code() != DreyErrorCode.JOB_NOT_FOUND) {
                LOG.debug("Cannot ask for a savepoint: {}", e.getMessage());
                return;
            }
            answer = new SavepointAnswer.Unknown();
        }
        Instant now = clock.instant();
        if (answer instanceof SavepointAnswer.Done done) {
            notes.made(action, done.path(), now);
        } else if (answer instanceof SavepointAnswer.Failed failed) {
            notes.write(
                    null,
                    action.closed(Answer.FAILED, null, failed.why(), now),
                    "the savepoint of attempt " + attempt.number() + " failed: " + failed.why());
        } else if (answer instanceof SavepointAnswer.Unknown) {
            String found = folders.savepoint(deployment.id(), action).orElse(null);
            if (found == null) {
                notes.write(null, action.answered(Answer.UNKNOWN), null);
            } else {
                notes.made(action, found, now);
            }
        }
    }

    private void end(Notes notes, Step.End step) {
        Attempt attempt = notes.deployment().attempt(step.attempt());
        String why = step.why();
        FailureKind kind = null;
        if (step.end() == AttemptEnd.FAILED) {
            try {
                var failure = cluster.failure(attempt.jobId()).orElse(null);
                why = failure == null ? why : hidden(notes, attempt, failure.rootCause());
                kind = failure == null ? null : Failures.kindOf(failure);
            } catch (DreyException e) {
                LOG.debug("Cannot ask why job={} failed: {}", attempt.jobId(), e.getMessage());
            }
        }
        notes.ended(attempt, step.end(), kind, why);
    }

    private static int parallelism(Notes notes, Attempt attempt) {
        Integer parallelism = notes.spec(attempt.specVersion()).parallelism();
        return parallelism == null ? 0 : parallelism;
    }

    private static String message(DreyException error) {
        String message = error.getMessage();
        return message == null ? error.code().title() : error.code().title() + ": " + message;
    }

    /** Makes a call whose answer may be lost; what became of it the next looks will show. */
    private static boolean call(Runnable call) {
        try {
            call.run();
            return true;
        } catch (DreyException e) {
            LOG.debug("Call to a cluster has no sound answer because={}", e.getMessage());
            return false;
        }
    }

    /** What the performer says while it works on a deployment. */
    interface Notes {
        KeptDeployment deployment();

        io.drey.model.DeploymentSpec spec(long version);

        /** Stores it, under the lease; null for no change. */
        void write(
                @Nullable Attempt attempt,
                @Nullable DeploymentAction action,
                @Nullable String event);

        default void event(String text) {
            write(null, null, text);
        }

        /** The action has made a savepoint. */
        void made(DeploymentAction action, String path, Instant at);

        void ended(
                Attempt attempt, AttemptEnd end, @Nullable FailureKind kind, @Nullable String why);
    }
}
