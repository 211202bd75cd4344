package io.drey.server.result.view;

import io.drey.arrow.ArrowSchema;
import io.drey.server.result.view.Stray.Pending;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A table without a key: rows may be equal, and go by their full content.
 *
 * <p>Equal rows are chained by their slots, the newest first. A row taken back before it came (its
 * insert may travel through another subtask) is remembered as a debt that the insert pays. The
 * second half of an update takes the place of the first.
 */
public final class RetractView extends KeyedView {
    private final Map<Debt, Deque<Stray>> debts = new HashMap<>();
    private int[] previous = new int[64];

    private record Debt(long high, long low) {}

    /** An empty table; all columns but the first, the change's kind, make the row. */
    public RetractView(ArrowSchema schema) {
        super(schema, IntStream.range(1, schema.fields().size()).toArray());
    }

    private RetractView(RetractView other) {
        super(other);
        other.debts.forEach((debt, owed) -> debts.put(debt, new ArrayDeque<>(owed)));
        previous = other.previous.clone();
    }

    @Override
    public RetractView fork() {
        return new RetractView(this);
    }

    @Override
    int touchedSlot(int kind, long high, long low) {
        return kind == UPDATE_BEFORE || kind == DELETE ? index.find(high, low) : SlotIndex.NONE;
    }

    @Override
    void put(long high, long low, long place, int subtask, boolean isUpdate) {
        if (!debts.isEmpty() && payDebt(new Debt(high, low))) {
            return;
        }
        Pending replaced = isUpdate ? pending.takeLast(subtask) : null;
        if (replaced == null) {
            chain(high, low, slots.add(place));
        } else {
            slots.setPlace(replaced.slot, place);
            chain(high, low, replaced.slot);
        }
    }

    @Override
    int beginUpdate(long high, long low, long place, int subtask) {
        int slot = unchain(high, low);
        if (slot == SlotIndex.NONE) {
            owe(high, low, place, subtask);
        }
        return slot;
    }

    @Override
    void delete(long high, long low, long place, int subtask) {
        int slot = unchain(high, low);
        if (slot == SlotIndex.NONE) {
            owe(high, low, place, subtask);
        } else {
            slots.remove(slot);
        }
    }

    @Override
    void abandon(Pending abandoned) {
        slots.remove(abandoned.slot);
    }

    @Override
    List<Stray> strays() {
        List<Stray> all = new ArrayList<>(pending.all());
        debts.values().forEach(all::addAll);
        return all;
    }

    @Override
    void renumbered(int[] moved) {
        int[] fresh = new int[Math.max(64, slots.size())];
        for (int slot = 0; slot < moved.length; slot++) {
            if (moved[slot] >= 0) {
                int before = previous[slot];
                fresh[moved[slot]] = before == SlotIndex.NONE ? SlotIndex.NONE : moved[before];
            }
        }
        previous = fresh;
    }

    private void chain(long high, long low, int slot) {
        if (slot >= previous.length) {
            previous = Arrays.copyOf(previous, Math.max(slot + 1, previous.length * 2));
        }
        previous[slot] = index.find(high, low);
        index.put(high, low, slot);
    }

    private int unchain(long high, long low) {
        int slot = index.find(high, low);
        if (slot == SlotIndex.NONE) {
            return slot;
        }
        if (previous[slot] == SlotIndex.NONE) {
            index.remove(high, low);
        } else {
            index.put(high, low, previous[slot]);
        }
        return slot;
    }

    private void owe(long high, long low, long place, int subtask) {
        debts.computeIfAbsent(new Debt(high, low), debt -> new ArrayDeque<>())
                .add(new Stray(subtask, high, low, place));
    }

    private boolean payDebt(Debt debt) {
        Deque<Stray> owed = debts.get(debt);
        if (owed == null) {
            return false;
        }
        owed.pop();
        if (owed.isEmpty()) {
            debts.remove(debt);
        }
        return true;
    }
}
