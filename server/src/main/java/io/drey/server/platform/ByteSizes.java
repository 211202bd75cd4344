package io.drey.server.platform;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes in bytes as people write them; units are powers of 1024. */
public final class ByteSizes {
    private static final Pattern FORM = Pattern.compile("(\\d+)\\s*(b|kb|mb|gb|tb)?");

    private ByteSizes() {}

    /**
     * Reads {@code 64kb}, {@code 512mb}, {@code 4gb}, {@code 1tb} or plain bytes.
     *
     * @throws IllegalArgumentException for anything else
     */
    public static long parse(String text) {
        Matcher matcher = FORM.matcher(text.trim().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text);
        }
        long amount = Long.parseLong(matcher.group(1));
        String unit = matcher.group(2) == null ? "b" : matcher.group(2);
        int shift =
                switch (unit) {
                    case "kb" -> 10;
                    case "mb" -> 20;
                    case "gb" -> 30;
                    case "tb" -> 40;
                    default -> 0;
                };
        return Math.multiplyExact(amount, 1L << shift);
    }

    /** Writes a size with at most one digit behind the point, such as {@code 1.5 GB}. */
    public static String format(long bytes) {
        String[] units = {"B", "KB", "MB", "GB", "TB"};
        double amount = bytes;
        int unit = 0;
        while (amount >= 1024 && unit < units.length - 1) {
            amount /= 1024;
            unit++;
        }
        boolean isWhole = unit == 0 || amount == Math.rint(amount);
        return String.format(Locale.ROOT, isWhole ? "%.0f %s" : "%.1f %s", amount, units[unit]);
    }
}
