package io.drey.server.keeper;

import io.drey.model.DeploymentSpec;
import io.drey.server.artifact.Artifact;

/** Makes what a cluster can run. Thread-safe. */
public interface Programs {
    /**
     * Puts the program and what it needs into one file; the same file for the same content.
     *
     * @throws io.drey.model.DreyException if it cannot be made
     */
    Artifact bundle(DeploymentSpec spec);

    /** The class whose main method runs it. */
    String entryClass();
}
