package io.drey.testing;

import io.drey.model.ArtifactId;
import io.drey.model.JobId;
import io.drey.server.artifact.Artifact;
import io.drey.server.artifact.BundleBuilder;
import io.drey.server.cluster.FlinkClient;
import io.drey.server.cluster.FlinkRest;
import io.drey.server.cluster.JobMemory;
import io.drey.server.cluster.JobSubmission;
import io.drey.server.cluster.SessionJobCluster;
import io.drey.server.cluster.StandaloneCluster;
import io.drey.server.platform.NamedThreads;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;

/** Submits one bundle from a JVM of its own, so that its memory can be kept small. */
final class SubmittingProgram {
    private SubmittingProgram() {}

    public static void main(String[] arguments) throws Exception {
        ExecutorService executor = NamedThreads.fixed("flink-rest", 2);
        Path file = Path.of(arguments[1]);
        Artifact jar = new Artifact(new ArtifactId(arguments[2]), file, Files.size(file));
        StandaloneCluster flink =
                new StandaloneCluster(
                        "testing",
                        new FlinkRest(FlinkClient.create(executor), URI.create(arguments[0])));
        JobSubmission submission =
                new JobSubmission(
                        jar,
                        BundleBuilder.ENTRY_CLASS,
                        List.of(),
                        new JobId(arguments[3]),
                        Map.of(),
                        null,
                        false,
                        1);
        System.out.println(
                new SessionJobCluster(flink, JobMemory.NONE, Clock.systemUTC()).submit(submission));
        NamedThreads.close(executor);
    }
}
