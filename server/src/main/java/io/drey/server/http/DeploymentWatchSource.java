package io.drey.server.http;

import io.drey.model.DeploymentId;
import io.drey.model.DeploymentInfo;
import io.drey.server.keeper.DeploymentFeed;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code watch-deployments}: all deployments in one message, then what changes of them; or the one
 * that is named. Thread-safe.
 */
public final class DeploymentWatchSource implements WatchSource {
    private final DeploymentFeed feed;

    public DeploymentWatchSource(DeploymentFeed feed) {
        this.feed = feed;
    }

    @Override
    public String op() {
        return "watch-deployments";
    }

    @Override
    public LiveWatch watch(LiveRequest request, Out out) {
        DeploymentWatch watch = new DeploymentWatch(request.deployment(), out);
        feed.add(watch);
        return watch;
    }

    private final class DeploymentWatch implements LiveWatch, DeploymentFeed.Watcher {
        private final @Nullable String name;
        private final Out out;
        private final Map<DeploymentId, DeploymentInfo> changed = new LinkedHashMap<>();
        private final Set<DeploymentId> gone = new HashSet<>();

        /** Whether the page is to forget what it was told before. */
        private boolean isWhole;

        DeploymentWatch(@Nullable String name, Out out) {
            this.name = name;
            this.out = out;
        }

        @Override
        public synchronized void all(List<DeploymentInfo> deployments) {
            isWhole = true;
            changed(deployments, Set.of());
        }

        @Override
        public synchronized void changed(List<DeploymentInfo> infos, Set<DeploymentId> ended) {
            gone.addAll(ended);
            changed.keySet().removeAll(ended);
            for (DeploymentInfo info : infos) {
                if (name == null || name.equals(info.name())) {
                    changed.put(info.id(), info);
                }
            }
            if (isWhole || !changed.isEmpty() || !gone.isEmpty()) {
                out.sendLater("deployments", this::take);
            }
        }

        /** What happened since it was asked last. */
        private synchronized @Nullable Map<String, ?> take() {
            if (!isWhole && changed.isEmpty() && gone.isEmpty()) {
                return null;
            }
            Map<String, ?> message =
                    Map.of(
                            "isWhole",
                            isWhole,
                            "deployments",
                            List.copyOf(changed.values()),
                            "gone",
                            List.copyOf(gone));
            isWhole = false;
            changed.clear();
            gone.clear();
            return message;
        }

        @Override
        public void close() {
            feed.remove(this);
        }
    }
}
