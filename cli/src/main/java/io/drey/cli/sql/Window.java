package io.drey.cli.sql;

/** Which rows of a live table are on the screen. Confined to one thread. */
final class Window {
    private long offset;
    private long rows;
    private boolean isFollowing;

    /**
     * @param isFollowing whether to show the newest rows at first
     */
    Window(boolean isFollowing) {
        this.isFollowing = isFollowing;
    }

    long offset() {
        return offset;
    }

    /** Takes in that the table has grown or shrunk. */
    void fit(long rows, int height) {
        this.rows = rows;
        long last = Math.max(0, rows - height);
        offset = isFollowing ? last : Math.min(offset, last);
    }

    /** Scrolls; returns whether the key asks to stop. */
    boolean press(int key, int height) {
        switch (key) {
            case 'q', 'Q', Keys.CTRL_C, Keys.CTRL_D, -1 -> {
                return true;
            }
            case Keys.UP -> scroll(-1, height);
            case Keys.DOWN -> scroll(1, height);
            case Keys.PAGE_UP -> scroll(-height, height);
            case Keys.PAGE_DOWN -> scroll(height, height);
            case Keys.HOME -> scroll(-rows, height);
            case Keys.END -> isFollowing = true;
            default -> {
                // Any other key does nothing, as in a pager.
            }
        }
        return false;
    }

    private void scroll(long by, int height) {
        isFollowing = false;
        offset = Math.max(0, Math.min(offset + by, Math.max(0, rows - height)));
    }
}
