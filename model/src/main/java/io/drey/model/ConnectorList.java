package io.drey.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The connectors and formats of a kernel's class path.
 *
 * @param options of the connector and the formats that were asked about; empty where none was
 */
public record ConnectorList(
        List<Connector> connectors, List<Connector> formats, List<Option> options) {
    public ConnectorList {
        connectors = List.copyOf(connectors);
        formats = List.copyOf(formats);
        options = List.copyOf(options);
    }

    /** A connector or a format, and whether tables of it can be read and written. */
    public record Connector(String name, boolean canRead, boolean canWrite) {}

    /**
     * An option of a connector or of a format.
     *
     * @param key as it is written after {@code WITH}; {@code #} stands for what users choose, such
     *     as a column's name
     * @param type {@code string}, {@code boolean}, {@code integer}, {@code number}, {@code
     *     duration}, {@code size}, {@code enum}, {@code map} or {@code list}
     * @param defaultValue null when there is none
     * @param description as the connector has it
     * @param values what it can be, where that is a short list; empty otherwise
     */
    public record Option(
            String key,
            String type,
            @Nullable String defaultValue,
            boolean isRequired,
            String description,
            List<String> values) {
        public Option {
            values = List.copyOf(values);
        }
    }
}
