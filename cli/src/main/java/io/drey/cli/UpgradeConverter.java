package io.drey.cli;

import io.drey.model.DeploymentChange.Upgrade;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code savepoint}, {@code last-checkpoint} or {@code stateless}. */
final class UpgradeConverter implements ITypeConverter<Upgrade> {
    @Override
    public Upgrade convert(String value) {
        String word = value.toUpperCase(Locale.ROOT).replace('-', '_');
        for (Upgrade upgrade : Upgrade.values()) {
            if (upgrade.name().equals(word)) {
                return upgrade;
            }
        }
        throw new TypeConversionException(
                "'" + value + "' (expected: savepoint, last-checkpoint or stateless)");
    }
}
