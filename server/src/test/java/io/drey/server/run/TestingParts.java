package io.drey.server.run;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.model.JobId;
import io.drey.model.JobRef;
import io.drey.model.KernelId;
import io.drey.model.ResultId;
import io.drey.model.ResultState;
import io.drey.model.RunId;
import io.drey.model.RunInfo;
import io.drey.protocol.KernelMessages;
import io.drey.protocol.Message;
import io.drey.protocol.RowFrame;
import io.drey.protocol.ServerMessages;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stands for the kernel, the result plane and the cluster, and notes what is asked of them. */
final class TestingParts implements RunKernels, RunResults, RunJobs {
    final List<Message> sent = new ArrayList<>();
    final List<String> asked = new ArrayList<>();
    final List<String> tokens = new ArrayList<>();
    final List<String> warnings = new ArrayList<>();

    /** After how many more calls the kernel is deleted. */
    int deletedAfter = Integer.MAX_VALUE;

    boolean hasProcess = true;
    boolean isIdle = true;
    boolean isFull;

    List<ServerMessages.Run> runs() {
        return sent.stream()
                .filter(ServerMessages.Run.class::isInstance)
                .map(ServerMessages.Run.class::cast)
                .toList();
    }

    @Override
    public boolean ensureProcess(KernelId kernel) {
        if (deletedAfter-- <= 0) {
            throw new DreyException(DreyErrorCode.KERNEL_NOT_FOUND, "kernel: " + kernel);
        }
        boolean isFresh = !hasProcess;
        hasProcess = true;
        return isFresh;
    }

    @Override
    public List<String> takeWarnings(KernelId kernel) {
        List<String> taken = List.copyOf(warnings);
        warnings.clear();
        return taken;
    }

    @Override
    public boolean hasProcess(KernelId kernel) {
        return hasProcess;
    }

    @Override
    public boolean isIdle(KernelId kernel) {
        return isIdle;
    }

    @Override
    public void setBusy(KernelId kernel, boolean isBusy) {
        isIdle = !isBusy;
    }

    @Override
    public void send(KernelId kernel, Message message) {
        sent.add(message);
    }

    @Override
    public void open(RunId run, KernelMessages.ResultOpened opened, String token, long limit) {
        if (isFull) {
            throw new DreyException(DreyErrorCode.DISK_FULL, "no room");
        }
        tokens.add(token);
        asked.add("open " + opened.result());
    }

    @Override
    public void attachJob(ResultId result, JobRef job) {
        asked.add("attach " + result + " " + job.id());
    }

    @Override
    public void accept(RowFrame frame) {
        asked.add("rows " + frame.header().result());
    }

    @Override
    public void end(ResultId result, ResultState state, String why) {
        asked.add("end " + result + " " + state);
    }

    @Override
    public JobRef describe(JobId job, String cluster, @Nullable String name) {
        return new JobRef(job, cluster, name, null);
    }

    @Override
    public void track(JobId job, RunInfo run) {
        asked.add("track " + job);
    }

    @Override
    public void cancel(JobId job) {
        asked.add("cancel " + job);
    }
}
