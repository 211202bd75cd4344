package io.drey.cli.sql;

import java.io.IOException;
import org.jline.utils.NonBlockingReader;

/** Reads single keys, among them those that a terminal sends as several characters. */
final class Keys {
    static final int NONE = -2;
    static final int CTRL_C = 3;
    static final int CTRL_D = 4;
    static final int UP = 1000;
    static final int DOWN = 1001;
    static final int PAGE_UP = 1002;
    static final int PAGE_DOWN = 1003;
    static final int HOME = 1004;
    static final int END = 1005;

    private static final int ESCAPE = 27;
    private static final int REST_MILLIS = 10;

    private Keys() {}

    /** Waits for a key; {@link #NONE} when none came in time. */
    static int read(NonBlockingReader reader, int millis) throws IOException {
        int key = reader.read(millis);
        if (key != ESCAPE) {
            return key;
        }
        int second = reader.read(REST_MILLIS);
        if (second != '[' && second != 'O') {
            return NONE;
        }
        int third = reader.read(REST_MILLIS);
        if (third == '5' || third == '6') {
            reader.read(REST_MILLIS);
        }
        return switch (third) {
            case 'A' -> UP;
            case 'B' -> DOWN;
            case '5' -> PAGE_UP;
            case '6' -> PAGE_DOWN;
            case 'H' -> HOME;
            case 'F' -> END;
            default -> NONE;
        };
    }
}
