package io.drey.kernel.flink120.setting;

import io.drey.protocol.SessionMessages.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.table.operations.Operation;
import org.apache.flink.table.operations.command.SetOperation;

/** Remembers which run set what. Thread-safe. */
public final class SettingsOfRuns {
    private final Map<String, String> runs = new ConcurrentHashMap<>();

    /** Notes what was executed; all but settings are passed over. */
    public void note(Operation operation, String run) {
        if (operation instanceof SetOperation set) {
            set.getKey().ifPresent(key -> runs.put(key, run));
        }
    }

    /**
     * What differs between the settings a session began with and those it has now; values that are
     * secret are hidden.
     */
    public List<Setting> differences(Map<String, String> original, Map<String, String> now) {
        List<Setting> settings = new ArrayList<>();
        new TreeMap<>(now)
                .forEach(
                        (key, value) -> {
                            String was = original.get(key);
                            if (!value.equals(was)) {
                                settings.add(
                                        new Setting(
                                                key,
                                                SecretMask.mask(key, value),
                                                was == null ? null : SecretMask.mask(key, was),
                                                runs.get(key)));
                            }
                        });
        return settings;
    }
}
