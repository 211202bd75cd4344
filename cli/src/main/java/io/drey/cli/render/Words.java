package io.drey.cli.render;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them; the same in every locale. */
public final class Words {
    private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB"};

    private Words() {}

    /** Such as {@code 3,214}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Such as {@code 1 row} or {@code 3,214 rows}. */
    public static String count(long number, String noun) {
        return count(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /** Such as {@code 0.42 s} or {@code 3 min 05 s}. */
    public static String duration(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 100) {
            return String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1000.0);
        }
        if (seconds < 3600) {
            return String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
        }
        return String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds / 60 % 60);
    }

    /** Such as {@code 212 MB}; powers of 1024. */
    public static String bytes(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= 1024 && unit < UNITS.length - 1) {
            size /= 1024;
            unit++;
        }
        String format = size < 10 && unit > 0 ? "%.1f %s" : "%.0f %s";
        return String.format(Locale.ROOT, format, size, UNITS[unit]);
    }
}
