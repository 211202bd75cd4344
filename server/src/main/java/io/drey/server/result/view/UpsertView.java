package io.drey.server.result.view;

import io.drey.arrow.ArrowSchema;
import io.drey.server.result.view.Stray.Pending;
import java.util.List;

/** A table in which a row replaces the earlier one of the same key. */
public final class UpsertView extends KeyedView {

    /**
     * An empty table.
     *
     * @param keyColumns indexes of the key's columns in the schema
     */
    public UpsertView(ArrowSchema schema, int[] keyColumns) {
        super(schema, keyColumns);
    }

    private UpsertView(UpsertView other) {
        super(other);
    }

    @Override
    public UpsertView fork() {
        return new UpsertView(this);
    }

    @Override
    int touchedSlot(int kind, long high, long low) {
        return index.find(high, low);
    }

    @Override
    void put(long high, long low, long place, int subtask, boolean isUpdate) {
        int slot = index.find(high, low);
        if (slot == SlotIndex.NONE) {
            index.put(high, low, slots.add(place));
            return;
        }
        slots.setPlace(slot, place);
        pending.remove(slot);
    }

    @Override
    int beginUpdate(long high, long low, long place, int subtask) {
        return index.find(high, low);
    }

    @Override
    void delete(long high, long low, long place, int subtask) {
        int slot = index.find(high, low);
        if (slot != SlotIndex.NONE) {
            pending.remove(slot);
            slots.remove(slot);
            index.remove(high, low);
        }
    }

    @Override
    void abandon(Pending abandoned) {
        slots.remove(abandoned.slot);
        index.remove(abandoned.high, abandoned.low);
    }

    @Override
    List<Stray> strays() {
        return List.copyOf(pending.all());
    }

    @Override
    void renumbered(int[] moved) {
        // Nothing else holds slots.
    }
}
