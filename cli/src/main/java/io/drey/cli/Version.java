package io.drey.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of this build, stamped by Maven. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"drey " + text()};
    }

    static String text() {
        Properties properties = new Properties();
        try (InputStream stamp = Version.class.getResourceAsStream("version.properties")) {
            if (stamp != null) {
                properties.load(stamp);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("version.properties: cannot be read", e);
        }
        return properties.getProperty("version", "unknown");
    }
}
