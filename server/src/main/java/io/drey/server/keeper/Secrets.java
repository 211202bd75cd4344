package io.drey.server.keeper;

import io.drey.model.DeploymentSpec;
import java.util.Map;

/** Knows the secrets that programs name. Thread-safe. */
interface Secrets {
    /**
     * Those of a spec that is filled in, by name.
     *
     * @throws io.drey.model.DreyException SECRET_NOT_FOUND, SECRET_MISPLACED, SECRET_UNREADABLE
     */
    Map<String, String> of(DeploymentSpec filled);
}
