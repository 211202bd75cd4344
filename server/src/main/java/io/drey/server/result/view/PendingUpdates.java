package io.drey.server.result.view;

import io.drey.server.result.view.Stray.Pending;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The updates whose second half has not come yet. There are few of them, the newest mostly wanted
 * first. Confined to the result's lock.
 */
final class PendingUpdates {
    private final List<Pending> waiting = new ArrayList<>();
    private final BitSet slots = new BitSet();

    PendingUpdates copy() {
        PendingUpdates copy = new PendingUpdates();
        waiting.forEach(each -> copy.add(each.copy()));
        return copy;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    List<Pending> all() {
        return List.copyOf(waiting);
    }

    void add(Pending pending) {
        waiting.add(pending);
        slots.set(pending.slot);
    }

    boolean contains(int slot) {
        return slots.get(slot);
    }

    /** The row of a slot was replaced. */
    void remove(int slot) {
        if (slots.get(slot)) {
            removeLast(pending -> pending.slot == slot);
        }
    }

    /** Takes the newest of a subtask; null when it has none. */
    @Nullable Pending takeLast(int subtask) {
        return removeLast(pending -> pending.subtask == subtask);
    }

    /** Takes all that match, oldest first. */
    List<Pending> takeAll(Predicate<Pending> which) {
        List<Pending> taken = new ArrayList<>();
        for (Pending pending : waiting) {
            if (which.test(pending)) {
                taken.add(pending);
                slots.clear(pending.slot);
            }
        }
        if (!taken.isEmpty()) {
            waiting.removeIf(pending -> !slots.get(pending.slot));
        }
        return taken;
    }

    void renumber(int[] moved) {
        slots.clear();
        for (Pending pending : waiting) {
            pending.slot = moved[pending.slot];
            slots.set(pending.slot);
        }
    }

    private @Nullable Pending removeLast(Predicate<Pending> which) {
        for (int i = waiting.size() - 1; i >= 0; i--) {
            Pending pending = waiting.get(i);
            if (which.test(pending)) {
                waiting.remove(i);
                slots.clear(pending.slot);
                return pending;
            }
        }
        return null;
    }
}
