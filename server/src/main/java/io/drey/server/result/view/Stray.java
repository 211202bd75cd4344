package io.drey.server.result.view;

/**
 * A change that waits for its counterpart, and so belongs to the table's state.
 *
 * <p>Confined to the result's lock.
 */
class Stray {
    final int subtask;
    final long high;
    final long low;
    private long place;

    Stray(int subtask, long high, long low, long place) {
        this.subtask = subtask;
        this.high = high;
        this.low = low;
        this.place = place;
    }

    /** Where the change lies in the log. */
    long place() {
        return place;
    }

    void setPlace(long place) {
        this.place = place;
    }

    /** The first half of an update: its row is still in the table. */
    static final class Pending extends Stray {
        final int batch;
        int slot;
        boolean isLate;

        /**
         * Notes a row that is about to be replaced.
         *
         * @param batch counts the batches, to tell how old this is
         */
        Pending(int subtask, long high, long low, long place, int batch, int slot) {
            super(subtask, high, low, place);
            this.batch = batch;
            this.slot = slot;
        }

        Pending copy() {
            Pending copy = new Pending(subtask, high, low, place(), batch, slot);
            copy.isLate = isLate;
            return copy;
        }
    }
}
