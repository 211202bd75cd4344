package io.drey.kernel.flink120.completion;

import io.drey.kernel.flink120.error.KnownNames;
import io.drey.protocol.KernelMessages.Completion;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.jspecify.annotations.Nullable;

/** Gathers what begins as the word at the caret does, each word once. Confined to one thread. */
final class Offers {
    private static final int MOST = 100;
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final String prefix;
    private final boolean isInBackticks;
    private final KnownNames names;
    private final Map<String, Completion> found = new LinkedHashMap<>();
    private boolean isWhole = true;

    /** Gathers; in backticks there are names alone, and all of them are written so. */
    Offers(String prefix, boolean isInBackticks, KnownNames names) {
        this.prefix = prefix;
        this.isInBackticks = isInBackticks;
        this.names = names;
    }

    static boolean isPlain(String name) {
        return PLAIN_NAME.matcher(name).matches();
    }

    boolean fits(String word) {
        return word.regionMatches(true, 0, prefix, 0, prefix.length());
    }

    void add(String text, String what, @Nullable String detail, @Nullable String help) {
        if (!isInBackticks) {
            add(text, text, what, detail, help);
        }
    }

    void words(Collection<String> words, String what) {
        words.forEach(word -> add(word, what, null, null));
    }

    void names(Collection<String> all, String what) {
        all.forEach(name -> name(name, what, null));
    }

    /** A name, in backticks where SQL wants them. */
    void name(String name, String what, @Nullable String detail) {
        if (fits(name)) {
            boolean isPlain =
                    !isInBackticks
                            && isPlain(name)
                            && !names.isReservedWord(name.toUpperCase(Locale.ROOT));
            String text = isPlain ? name : "`" + name.replace("`", "``") + "`";
            add(name, text, what, detail, null);
        }
    }

    void setting(ConfigOption<?> option) {
        if (fits(option.key())) {
            Option setting = Option.of("", option, false);
            String detail = setting.detail().equals("option") ? null : setting.detail();
            add(setting.key(), "setting", detail, setting.description());
        }
    }

    boolean isWhole() {
        return isWhole;
    }

    List<Completion> items() {
        return List.copyOf(found.values());
    }

    private void add(
            String name, String text, String what, @Nullable String detail, @Nullable String help) {
        if (!fits(name) || found.containsKey(text + "\n" + what)) {
            return;
        }
        if (found.size() >= MOST) {
            isWhole = false;
            return;
        }
        String said = help == null || help.isEmpty() ? null : help;
        found.put(text + "\n" + what, new Completion(text, what, detail, said));
    }
}
