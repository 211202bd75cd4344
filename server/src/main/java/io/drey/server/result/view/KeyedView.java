package io.drey.server.result.view;

import static java.util.Objects.requireNonNull;

import io.drey.arrow.ArrowSchema;
import io.drey.arrow.RecordBatchView;
import io.drey.server.result.log.ResultLog;
import io.drey.server.result.log.SnapshotWriter;
import io.drey.server.result.log.StoredFrame;
import io.drey.server.result.view.Stray.Pending;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A table whose rows are replaced and taken back; rows stand in order of first appearance.
 *
 * <p>Holds where each row lies in the log, not the row. A row taken back by an update stays in the
 * table until its replacement comes, so nobody sees half of an update; it goes without one when its
 * subtask's next batch has not brought it, or when {@link #settle()} finds it for the second time.
 */
public abstract class KeyedView implements TableView {
    static final int UPDATE_BEFORE = 1;
    static final int UPDATE_AFTER = 2;
    static final int DELETE = 3;

    // A place, its bit and chain, and an entry of the index, which is half empty.
    private static final int BYTES_PER_SLOT = 64;
    private static final int FIRST_BYTES = 12 << 10;

    /** Changes the log may hold for each row of the table before it is compacted. */
    private static final int CHANGES_PER_ROW = 4;

    /** What stands for the place of a row that is not there. */
    public static final long NOWHERE = -1;

    final OrderedSlots slots;
    final SlotIndex index;
    final PendingUpdates pending;

    private final ArrowSchema schema;
    private final RowHash hash;
    private BatchTable batches;
    private int batchCount;
    private long appliedRows;
    private long appliedBytes;
    private long rowsSinceSnapshot;
    private long bytesSinceSnapshot;
    private boolean isCompacting;

    KeyedView(ArrowSchema schema, int[] keyColumns) {
        this.schema = requireNonNull(schema, "schema");
        this.hash = new RowHash(keyColumns);
        this.slots = new OrderedSlots();
        this.index = new SlotIndex();
        this.pending = new PendingUpdates();
        this.batches = new BatchTable();
    }

    /** The same table, which then goes its own way through the same changes. */
    KeyedView(KeyedView other) {
        this.schema = other.schema;
        this.hash = other.hash;
        this.slots = other.slots.copy();
        this.index = other.index.copy();
        this.pending = other.pending.copy();
        this.batches = other.batches.fork();
        this.batchCount = other.batchCount;
        this.appliedRows = other.appliedRows;
        this.appliedBytes = other.appliedBytes;
    }

    /**
     * The same table, which then goes its own way through the same changes, as when going back to
     * it. Both are confined to one thread; neither is compacted.
     */
    public abstract KeyedView fork();

    /** Bytes of memory the table takes, about. */
    public final long memoryBytes() {
        return (long) BYTES_PER_SLOT * slots.size() + FIRST_BYTES;
    }

    @Override
    public final long rows() {
        return slots.live();
    }

    @Override
    public final void apply(StoredFrame frame, RecordBatchView batch) {
        begin(frame);
        for (int row = 0; row < batch.rowCount(); row++) {
            apply(frame, batch, row);
        }
        end(frame, batch);
    }

    /** Begins to take in a batch, for one who looks at the table between its changes. */
    public final void begin(StoredFrame frame) {
        batches.add(frame.place());
        batchCount++;
    }

    /** Takes in the next change of the batch that was begun; answers where it lies. */
    public final long apply(StoredFrame frame, RecordBatchView batch, int row) {
        hash.hash(batch, row);
        long place = BatchTable.place(batches.size() - 1, row);
        change((int) batch.column(0).getLong(row), frame.header().subtask(), place);
        return place;
    }

    /**
     * Where the row lies that the next change of the batch replaces or takes away; {@link #NOWHERE}
     * when it does neither.
     */
    public final long touched(RecordBatchView batch, int row) {
        hash.hash(batch, row);
        int slot = touchedSlot((int) batch.column(0).getLong(row), hash.high(), hash.low());
        return slot == SlotIndex.NONE ? NOWHERE : slots.place(slot);
    }

    /** Ends the batch that was begun, all of whose changes were taken in. */
    public final void end(StoredFrame frame, RecordBatchView batch) {
        int subtask = frame.header().subtask();
        int current = batchCount;
        drop(waiting -> waiting.subtask == subtask && waiting.batch < current);
        appliedRows += batch.rowCount();
        appliedBytes += frame.header().totalBytes();
        rowsSinceSnapshot += batch.rowCount();
        bytesSinceSnapshot += frame.header().totalBytes();
        if (slots.isSparse() && !isCompacting) {
            int[] moved = slots.renumber();
            index.renumber(moved);
            pending.renumber(moved);
            renumbered(moved);
        }
    }

    /** Picks rows by their places, which this table or one it was forked with answered. */
    public final RowSelection pick(long[] places) throws IOException {
        return new ScatteredRows(schema, batches, places, rowBytes());
    }

    @Override
    public final RowSelection select(long offset, long limit) throws IOException {
        return new ScatteredRows(schema, batches, places(offset, limit), rowBytes());
    }

    @Override
    public final TableRows freeze() throws IOException {
        return new PlacedTableRows(
                schema, batches.copy(), places(0, Integer.MAX_VALUE), rowBytes());
    }

    @Override
    public final boolean settle() {
        boolean isChanged = drop(waiting -> waiting.isLate);
        pending.all().forEach(waiting -> waiting.isLate = true);
        return isChanged;
    }

    /**
     * Whether the log holds so much more than the table that compacting pays.
     *
     * @param minBytes of changes; with fewer it never pays
     * @param maxBytes of changes; with more it is due however large the table is
     */
    public final boolean isCompactionDue(long minBytes, long maxBytes) {
        boolean isLong = rowsSinceSnapshot > (long) CHANGES_PER_ROW * slots.live();
        return !isCompacting
                && bytesSinceSnapshot > minBytes
                && (isLong || bytesSinceSnapshot > maxBytes);
    }

    /** Begins a compaction; {@link #finish} or {@link #giveUp} must follow. */
    public final Compaction compact(ResultLog log) throws IOException {
        int[] live = new int[slots.live()];
        long[] places = new long[live.length];
        int slot = slots.next(0);
        for (int i = 0; i < live.length; i++) {
            live[i] = slot;
            places[i] = slots.place(slot);
            slot = slots.next(slot + 1);
        }
        // Counted anew even when this fails, so that the next attempt comes after more changes.
        rowsSinceSnapshot = live.length;
        bytesSinceSnapshot = 0;
        SnapshotWriter writer = log.beginSnapshot();
        List<Compaction.Part> parts = new ArrayList<>();
        List<Stray> strays = strays();
        try {
            parts.add(part(0, places));
            for (Stray stray : strays) {
                parts.add(part(stray.subtask, new long[] {stray.place()}));
            }
        } catch (IOException e) {
            parts.forEach(part -> part.rows().close());
            writer.abort();
            throw e;
        }
        isCompacting = true;
        return new Compaction(writer, parts, live, strays, batches.size(), rowBytes());
    }

    /** Lets the table's rows lie in the snapshot, except those that changed meanwhile. */
    public final void finish(Compaction compaction) {
        int replaced = compaction.replacedBatches();
        int shift = compaction.written().size() - replaced;
        batches = batches.replaceFirst(replaced, compaction.written());
        // Slots kept their numbers meanwhile; a row that changed lies in a later batch by now.
        Compaction.Moves moves = compaction.moves();
        for (int slot = slots.next(0); slot >= 0; slot = slots.next(slot + 1)) {
            long place = slots.place(slot);
            boolean isLater = BatchTable.ordinal(place) >= replaced;
            slots.setPlace(
                    slot, isLater ? place + BatchTable.place(shift, 0) : moves.placeOf(slot));
        }
        for (Stray stray : strays()) {
            if (BatchTable.ordinal(stray.place()) >= replaced) {
                stray.setPlace(stray.place() + BatchTable.place(shift, 0));
            }
        }
        compaction.moveStrays();
        isCompacting = false;
    }

    /** Goes on as if no compaction had been begun. */
    public final void giveUp() {
        isCompacting = false;
    }

    /** The slot of the row that a change of a key replaces or takes away, or NONE. */
    abstract int touchedSlot(int kind, long high, long low);

    /** A row comes, as an insert or as the second half of an update. */
    abstract void put(long high, long low, long place, int subtask, boolean isUpdate);

    /** The first half of an update; answers the row's slot, which stays, or NONE. */
    abstract int beginUpdate(long high, long low, long place, int subtask);

    /** A row goes. */
    abstract void delete(long high, long low, long place, int subtask);

    /** The second half of an update did not come: its row goes. */
    abstract void abandon(Pending abandoned);

    /** Changes that wait for their counterpart. */
    abstract List<Stray> strays();

    /** Slots got new numbers. */
    abstract void renumbered(int[] moved);

    private void change(int kind, int subtask, long place) {
        switch (kind) {
            case UPDATE_BEFORE -> {
                int slot = beginUpdate(hash.high(), hash.low(), place, subtask);
                if (slot != SlotIndex.NONE && !pending.contains(slot)) {
                    pending.add(
                            new Pending(subtask, hash.high(), hash.low(), place, batchCount, slot));
                }
            }
            case DELETE -> delete(hash.high(), hash.low(), place, subtask);
            default -> put(hash.high(), hash.low(), place, subtask, kind == UPDATE_AFTER);
        }
    }

    private long[] places(long offset, long limit) {
        int count = (int) Math.max(0, Math.min(limit, rows() - offset));
        long[] places = new long[count];
        int slot = count == 0 ? -1 : slots.select((int) offset);
        for (int i = 0; i < count; i++) {
            places[i] = slots.place(slot);
            slot = slots.next(slot + 1);
        }
        return places;
    }

    private boolean drop(Predicate<Pending> which) {
        if (pending.isEmpty()) {
            return false;
        }
        List<Pending> abandoned = pending.takeAll(which);
        abandoned.forEach(this::abandon);
        return !abandoned.isEmpty();
    }

    private Compaction.Part part(int subtask, long[] places) throws IOException {
        return new Compaction.Part(
                subtask,
                new ScatteredRows(schema, batches, places, rowBytes()),
                new long[places.length]);
    }

    private long rowBytes() {
        return appliedRows == 0 ? 1 : Math.max(1, appliedBytes / appliedRows);
    }
}
