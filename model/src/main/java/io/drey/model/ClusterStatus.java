package io.drey.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A cluster that deployments can be kept on, as it is at this moment.
 *
 * @param url of its REST interface; null while that is not known
 * @param stateDirectory where deployments on it save their state
 * @param isReachable whether work can be given to it
 * @param why it cannot; null if it can
 * @param flinkVersion null if it does not answer
 * @param jobs how many run on it, whoever started them
 * @param deployments how many are to be kept on it
 */
public record ClusterStatus(
        String name,
        Kind kind,
        @Nullable String url,
        String stateDirectory,
        boolean isReachable,
        @Nullable String why,
        @Nullable String flinkVersion,
        int slots,
        int freeSlots,
        int jobs,
        int deployments) {
    /** Who runs it. */
    public enum Kind {
        /** Drey, on its own machine. */
        @JsonProperty("local")
        LOCAL,
        /** Somebody else; Drey knows its REST address. */
        @JsonProperty("standalone")
        STANDALONE
    }
}
