package io.drey.server.store;

import io.drey.model.Attempt;
import io.drey.model.DeploymentEvent;
import io.drey.model.DeploymentFilter;
import io.drey.model.DeploymentId;
import io.drey.model.DeploymentSpec;
import io.drey.model.RestorePoint;
import io.drey.model.Verdict;
import io.drey.model.Wish;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What users ask for and are told of deployments. Thread-safe. */
public interface DeploymentStore {
    /** The id of all that this database belongs to; made the first time. */
    String installation(Supplier<String> fresh);

    /** Adds one; false if its name is taken. */
    boolean create(DeploymentRecord deployment, DeploymentSpec spec);

    /**
     * Changes what is wanted, and the version with it.
     *
     * @param version which it must still have
     * @return false if it has another version
     */
    boolean change(DeploymentId id, long version, WishChange change, Instant now);

    /**
     * Another wish.
     *
     * @param spec of the wish's version, if that is new; else null
     * @param verdict what is told until the keeper has seen to it
     * @param event what is said of it
     */
    record WishChange(Wish wish, @Nullable DeploymentSpec spec, Verdict verdict, String event) {}

    /** Asks for a savepoint of an attempt; false while another action is under way. */
    boolean askSavepoint(DeploymentId id, int attempt, Instant now);

    /** Finds one by its name. */
    Optional<DeploymentRecord> find(String name);

    List<DeploymentRecord> list(DeploymentFilter filter, int offset, int limit);

    int count(DeploymentFilter filter);

    Map<Verdict, Integer> countByVerdict();

    /** When anything was last written about each deployment there is. */
    Map<DeploymentId, Instant> touched();

    /** Those of them that are there, by name; at most some hundred at once. */
    List<DeploymentRecord> listOf(List<DeploymentId> ids);

    Optional<DeploymentSpec> findSpec(DeploymentId id, long version);

    /** Newest first. */
    List<Attempt> attempts(DeploymentId id, int limit);

    /** Newest first. */
    List<RestorePoint> points(DeploymentId id);

    /** Newest first, of those before a number; null for all. */
    List<DeploymentEvent> events(DeploymentId id, @Nullable Long before, int limit);
}
