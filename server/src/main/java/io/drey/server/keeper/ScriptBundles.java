package io.drey.server.keeper;

import io.drey.model.DeploymentSpec;
import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import io.drey.server.artifact.Artifact;
import io.drey.server.artifact.Bundle;
import io.drey.server.artifact.BundleBuilder;
import java.io.IOException;
import java.util.List;

/** SQL scripts as bundles; connectors are the cluster's. Thread-safe. */
public final class ScriptBundles implements Programs {
    private final BundleBuilder builder;

    public ScriptBundles(BundleBuilder builder) {
        this.builder = builder;
    }

    @Override
    public Artifact bundle(DeploymentSpec spec) {
        try {
            return builder.build(new Bundle(spec.script(), List.of()));
        } catch (IOException e) {
            throw new DreyException(DreyErrorCode.INTERNAL, "bundle: cannot be built: " + e, e);
        }
    }

    @Override
    public String entryClass() {
        return BundleBuilder.ENTRY_CLASS;
    }
}
