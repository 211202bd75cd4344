package io.drey.cli.render;

import java.util.Locale;

/** The API's words for states. */
public final class Labels {
    private Labels() {}

    /** Such as {@code running} for {@code RUNNING}. */
    public static String of(Enum<?> value) {
        return ofWord(value.name());
    }

    /** Such as {@code running} for Flink's {@code RUNNING}. */
    public static String ofWord(String word) {
        return word.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
