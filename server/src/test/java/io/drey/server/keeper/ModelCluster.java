package io.drey.server.keeper;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.JobId;
import io.drey.model.TriggerId;
import io.drey.server.cluster.ClusterSight;
import io.drey.server.cluster.FlinkFailure;
import io.drey.server.cluster.JobCluster;
import io.drey.server.cluster.JobSubmission;
import io.drey.server.cluster.SavepointAnswer;
import io.drey.server.cluster.SeenCheckpoint;
import io.drey.server.cluster.SeenJob;
import io.drey.server.cluster.SubmitAnswer;
import io.drey.server.platform.TestingClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A small model of a Flink cluster that loses answers, forgets jobs, dies and comes back, and
 * watches over what must never happen: two copies at once, and a start that skips a restore point.
 */
final class ModelCluster implements JobCluster {
    private static final Duration AFTERLIFE = Duration.ofSeconds(20);

    private final Random random;
    private final TestingClock clock;
    private final Path checkpoints;
    private final Map<JobId, Job> jobs = new LinkedHashMap<>();
    private final Map<JobId, Instant> ghosts = new HashMap<>();
    private final Map<JobId, Instant> recovering = new HashMap<>();
    private final Map<TriggerId, Trigger> triggers = new HashMap<>();
    private final List<Late> late = new ArrayList<>();
    private boolean isFaulty = true;
    private boolean isUp = true;
    private @Nullable String newestPoint;
    private int starts;

    ModelCluster(Random random, TestingClock clock, Path checkpoints) {
        this.random = random;
        this.clock = clock;
        this.checkpoints = checkpoints;
    }

    private static final class Job {
        private final JobId id;
        private final Deque<Path> retained = new ArrayDeque<>();
        private String state = "CREATED";
        private int checkpoint;

        Job(JobId id) {
            this.id = id;
        }

        boolean isAlive() {
            return !state.matches("FINISHED|FAILED|CANCELED");
        }
    }

    private static final class Trigger {
        private final JobId job;
        private final Path directory;
        private final boolean isStop;
        private SavepointAnswer answer = new SavepointAnswer.InProgress();

        Trigger(JobId job, Path directory, boolean isStop) {
            this.job = job;
            this.directory = directory;
            this.isStop = isStop;
        }
    }

    private record Late(JobSubmission submission, Instant at) {}

    void calmDown() {
        isFaulty = false;
        isUp = true;
    }

    int starts() {
        return starts;
    }

    List<String> alive() {
        return jobs.values().stream().filter(Job::isAlive).map(job -> job.state).toList();
    }

    /** Lets what goes on go on. */
    void tick() {
        if (fault(0.04)) {
            isUp = !isUp;
        }
        if (fault(0.03)) {
            die();
        }
        ghosts.values().removeIf(until -> !until.isAfter(clock.instant()));
        for (Map.Entry<JobId, Instant> entry : List.copyOf(recovering.entrySet())) {
            if (!entry.getValue().isAfter(clock.instant())) {
                recovering.remove(entry.getKey());
                ghosts.remove(entry.getKey());
                jobs.put(entry.getKey(), new Job(entry.getKey()));
            }
        }
        for (Late submission : List.copyOf(late)) {
            if (!submission.at().isAfter(clock.instant())) {
                late.remove(submission);
                arrive(submission.submission());
            }
        }
        jobs.values().forEach(this::goOn);
        triggers.values().forEach(this::goOn);
        requireOneCopy();
    }

    private void die() {
        for (Job job : jobs.values()) {
            if (job.isAlive()) {
                boolean hasTasks = !job.state.equals("CREATED");
                if (hasTasks) {
                    long seconds = 1 + random.nextInt((int) AFTERLIFE.toSeconds() - 1);
                    ghosts.put(job.id, clock.instant().plusSeconds(seconds));
                }
                if (random.nextBoolean()) {
                    recovering.put(job.id, clock.instant().plusSeconds(random.nextInt(40)));
                }
            }
        }
        // What was being brought back is stored, and will be by the next one too.
        jobs.clear();
        triggers.clear();
        late.clear();
    }

    private void goOn(Job job) {
        switch (job.state) {
            case "CREATED", "RESTARTING" -> job.state = "RUNNING";
            case "CANCELLING" -> job.state = "CANCELED";
            case "RUNNING" -> {
                if (random.nextInt(3) == 0) {
                    checkpoint(job);
                }
                if (fault(0.02)) {
                    job.state = random.nextBoolean() ? "FAILED" : "RESTARTING";
                }
            }
            default -> {}
        }
    }

    private void goOn(Trigger trigger) {
        Job job = jobs.get(trigger.job);
        if (!(trigger.answer instanceof SavepointAnswer.InProgress) || random.nextInt(3) == 0) {
            return;
        }
        if (job == null || !job.state.equals("RUNNING") || fault(0.1)) {
            trigger.answer = new SavepointAnswer.Failed("the job does not run");
            return;
        }
        Path savepoint = trigger.directory.resolve("savepoint-" + random.nextInt(1_000_000));
        write(savepoint);
        boolean isFailing = trigger.isStop && fault(0.1);
        trigger.answer = new SavepointAnswer.Done(name(savepoint), isFailing);
        if (trigger.isStop) {
            job.state = isFailing ? random.nextBoolean() ? "FAILED" : "RUNNING" : "FINISHED";
        }
    }

    private void checkpoint(Job job) {
        job.checkpoint++;
        Path folder =
                checkpoints
                        .resolve(job.id.value())
                        .resolve("chk-" + (starts * 1000 + job.checkpoint));
        write(folder);
        job.retained.add(folder);
        if (job.retained.size() > 3) {
            try {
                Path oldest = job.retained.remove();
                Files.deleteIfExists(oldest.resolve("_metadata"));
                Files.deleteIfExists(oldest);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void write(Path folder) {
        try {
            clock.advance(Duration.ofMillis(1));
            Files.createDirectories(folder);
            Path metadata = Files.writeString(folder.resolve("_metadata"), "state");
            Files.setLastModifiedTime(metadata, FileTime.from(clock.instant()));
            newestPoint = name(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path folder) {
        String uri = folder.toUri().toString();
        return uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
    }

    private boolean arrive(JobSubmission submission) {
        if (jobs.containsKey(submission.job()) || recovering.containsKey(submission.job())) {
            return false;
        }
        starts++;
        Job job = new Job(submission.job());
        jobs.put(job.id, job);
        String from = submission.restoreFrom();
        if (newestPoint != null && !newestPoint.equals(from)) {
            throw new AssertionError("begun from " + from + ", skipping " + newestPoint);
        }
        requireOneCopy();
        return true;
    }

    private void requireOneCopy() {
        Set<JobId> copies = new HashSet<>(ghosts.keySet());
        copies.addAll(recovering.keySet());
        jobs.values().stream().filter(Job::isAlive).forEach(job -> copies.add(job.id));
        if (copies.size() > 1) {
            throw new AssertionError("copies: " + copies);
        }
    }

    @Override
    public String name() {
        return "model";
    }

    @Override
    public ClusterSight look() {
        clock.advance(Duration.ofMillis(1));
        if (!isUp || fault(0.05)) {
            return ClusterSight.unreachable(clock.instant(), "no answer");
        }
        Map<JobId, SeenJob> seen = new HashMap<>();
        jobs.values()
                .forEach(
                        job ->
                                seen.put(
                                        job.id,
                                        new SeenJob(
                                                job.id,
                                                "model",
                                                job.state,
                                                clock.instant(),
                                                null)));
        int free = fault(0.1) ? 0 : 2;
        return new ClusterSight(clock.instant(), true, null, seen, recovering.keySet(), 2, free);
    }

    @Override
    public SubmitAnswer submit(JobSubmission submission) {
        crash();
        if (!isUp || fault(0.1)) {
            return new SubmitAnswer.NoAnswer("not reached", random.nextBoolean());
        }
        if (fault(0.1)) {
            late.add(new Late(submission, clock.instant().plusSeconds(random.nextInt(50))));
            return new SubmitAnswer.NoAnswer("too slow", true);
        }
        boolean isNew = arrive(submission);
        crash();
        if (fault(0.1)) {
            return new SubmitAnswer.NoAnswer("answer lost", true);
        }
        return isNew ? new SubmitAnswer.Accepted() : new SubmitAnswer.AlreadyThere();
    }

    @Override
    public void cancel(JobId id) {
        call(
                () -> {
                    Job job = get(id);
                    if (job.isAlive()) {
                        job.state = "CANCELLING";
                    }
                });
    }

    @Override
    public void stopWithSavepoint(JobId id, TriggerId trigger, String directory, boolean drain) {
        trigger(id, trigger, directory, true);
    }

    @Override
    public void savepoint(JobId id, TriggerId trigger, String directory) {
        trigger(id, trigger, directory, false);
    }

    private void trigger(JobId id, TriggerId trigger, String directory, boolean isStop) {
        call(
                () -> {
                    Job job = get(id);
                    Path folder = Path.of(java.net.URI.create(directory));
                    triggers.putIfAbsent(trigger, new Trigger(job.id, folder, isStop));
                });
    }

    @Override
    public SavepointAnswer savepoint(JobId id, TriggerId trigger) {
        SavepointAnswer[] answer = {new SavepointAnswer.Unknown()};
        call(
                () -> {
                    Trigger known = triggers.get(trigger);
                    // Flink forgets after some minutes.
                    if (known != null && !fault(0.02)) {
                        answer[0] = known.answer;
                    }
                });
        return answer[0];
    }

    @Override
    public List<SeenCheckpoint> checkpoints(JobId job) {
        return List.of();
    }

    @Override
    public Optional<FlinkFailure> failure(JobId job) {
        return Optional.empty();
    }

    @Override
    public Duration afterlife() {
        return AFTERLIFE;
    }

    private Job get(JobId id) {
        Job job = jobs.get(id);
        if (job == null) {
            throw new DreyException(DreyErrorCode.JOB_NOT_FOUND, "no job " + id);
        }
        return job;
    }

    private void call(Runnable work) {
        crash();
        if (!isUp || fault(0.08)) {
            throw new DreyException(DreyErrorCode.CLUSTER_UNAVAILABLE, "not reached");
        }
        work.run();
        crash();
        if (fault(0.08)) {
            throw new DreyException(DreyErrorCode.CLUSTER_UNAVAILABLE, "answer lost");
        }
    }

    private void crash() {
        if (fault(0.03)) {
            throw new Crash();
        }
    }

    private boolean fault(double chance) {
        return isFaulty && random.nextDouble() < chance;
    }
}
