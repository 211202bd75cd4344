package io.drey.server.keeper;

import io.drey.model.ArtifactId;
import io.drey.model.DeploymentSpec;
import io.drey.server.artifact.Artifact;
import java.nio.file.Path;

/** For keepers whose clusters never look into a program. */
final class NoPrograms implements Programs {
    @Override
    public Artifact bundle(DeploymentSpec spec) {
        return new Artifact(new ArtifactId("0".repeat(64)), Path.of("none.jar"), 0);
    }

    @Override
    public String entryClass() {
        return "None";
    }
}
