package io.drey.arrow;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A named column, or a named part of a nested one. Immutable. */
public final class ArrowField {
    private final String name;
    private final ArrowType type;
    private final boolean nullable;
    private final Map<String, String> metadata;
    private final List<ArrowField> children;

    /**
     * Makes a field.
     *
     * @throws IllegalArgumentException if the children do not fit the type
     */
    public ArrowField(
            String name,
            ArrowType type,
            boolean nullable,
            Map<String, String> metadata,
            List<ArrowField> children) {
        this.name = requireNonNull(name, "name");
        this.type = requireNonNull(type, "type");
        this.nullable = nullable;
        this.metadata = Map.copyOf(metadata);
        this.children = List.copyOf(children);
        requireFittingChildren();
    }

    /** A nullable field that is not nested. */
    public static ArrowField of(String name, ArrowType type) {
        return new ArrowField(name, type, true, Map.of(), List.of());
    }

    public static ArrowField list(String name, ArrowField element) {
        return new ArrowField(name, ArrowType.LIST, true, Map.of(), List.of(element));
    }

    public static ArrowField struct(String name, List<ArrowField> children) {
        return new ArrowField(name, ArrowType.STRUCT, true, Map.of(), children);
    }

    /** A map; its key becomes not null, as Arrow asks for. */
    public static ArrowField map(String name, ArrowField key, ArrowField value) {
        ArrowField entries =
                struct("entries", List.of(key.withNullable(false), value)).withNullable(false);
        return new ArrowField(name, ArrowType.MAP, true, Map.of(), List.of(entries));
    }

    public ArrowField withNullable(boolean nullable) {
        return new ArrowField(name, type, nullable, metadata, children);
    }

    public ArrowField withMetadata(Map<String, String> metadata) {
        return new ArrowField(name, type, nullable, metadata, children);
    }

    public String name() {
        return name;
    }

    public ArrowType type() {
        return type;
    }

    public boolean isNullable() {
        return nullable;
    }

    public Map<String, String> metadata() {
        return metadata;
    }

    public List<ArrowField> children() {
        return children;
    }

    /** Whether bytes of that field can be read as bytes of this one: names do not matter. */
    boolean hasShapeOf(ArrowField that) {
        if (!type.equals(that.type) || children.size() != that.children.size()) {
            return false;
        }
        for (int i = 0; i < children.size(); i++) {
            if (!children.get(i).hasShapeOf(that.children.get(i))) {
                return false;
            }
        }
        return true;
    }

    private void requireFittingChildren() {
        switch (type.kind()) {
            case STRUCT:
                return;
            case LIST:
                requireChildren(1);
                return;
            case MAP:
                requireChildren(1);
                ArrowField entries = children.get(0);
                if (entries.type.kind() != ArrowType.Kind.STRUCT || entries.children.size() != 2) {
                    throw new IllegalArgumentException(
                            "map " + name + ": entries " + entries + " (expected: key and value)");
                }
                return;
            default:
                requireChildren(0);
        }
    }

    private void requireChildren(int expected) {
        if (children.size() != expected) {
            throw new IllegalArgumentException(
                    type
                            + " "
                            + name
                            + ": "
                            + children.size()
                            + " children (expected: "
                            + expected
                            + ")");
        }
    }

    @Override
    public boolean equals(@Nullable Object object) {
        if (!(object instanceof ArrowField)) {
            return false;
        }
        ArrowField that = (ArrowField) object;
        return name.equals(that.name)
                && type.equals(that.type)
                && nullable == that.nullable
                && metadata.equals(that.metadata)
                && children.equals(that.children);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, type, nullable, metadata, children);
    }

    @Override
    public String toString() {
        return name
                + " "
                + type
                + (children.isEmpty() ? "" : children.toString())
                + (nullable ? "" : " NOT NULL");
    }
}
