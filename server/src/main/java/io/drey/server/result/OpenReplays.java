package io.drey.server.result;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The results that are replayed just now; those used longest ago make room. Thread-safe. */
final class OpenReplays {
    private static final int MAX_COUNT = 4;

    private final Set<ResultMoments> all = new LinkedHashSet<>();

    /** Notes one that is used; others may be let go of for it. */
    void use(ResultMoments moments) {
        List<ResultMoments> left = new ArrayList<>();
        synchronized (this) {
            all.remove(moments);
            all.add(moments);
            for (ResultMoments each : List.copyOf(all)) {
                if (all.size() > MAX_COUNT) {
                    all.remove(each);
                    left.add(each);
                }
            }
        }
        left.forEach(ResultMoments::forget);
    }

    synchronized void remove(ResultMoments moments) {
        all.remove(moments);
    }
}
