package io.drey.server.result.parquet;

import io.drey.arrow.ArrowField;
import io.drey.arrow.ArrowType;
import java.util.ArrayList;
import java.util.List;

/**
 * A column of the file: where its values come from, and on which levels. Immutable.
 *
 * @param column which column of the table it belongs to
 * @param steps from that column down to the values
 * @param path its name in the file
 * @param type of its values
 * @param maxDefinition the level at which a value is there
 * @param maxRepetition how many lists and maps it lies in
 */
record LeafColumn(
        int column,
        List<Step> steps,
        List<String> path,
        ArrowType type,
        int maxDefinition,
        int maxRepetition) {
    /** What is done on the way down. */
    enum Kind {
        FIELD,
        EACH_ELEMENT,
        VALUE
    }

    /**
     * One part on the way down.
     *
     * @param child which child comes next
     * @param isOptional whether it may be null
     * @param definition the level at which it is not null
     * @param repetition the level at which a further element of it stands
     */
    record Step(Kind kind, int child, boolean isOptional, int definition, int repetition) {}

    ParquetType stored() {
        return ParquetType.of(type);
    }

    /** The columns that the columns of a table become. */
    static List<LeafColumn> of(List<ArrowField> columns, SchemaNode root) {
        List<LeafColumn> leaves = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Way way = new Way(i, List.of(), List.of(), 0, 0);
            add(leaves, columns.get(i), root.children().get(i), way);
        }
        return leaves;
    }

    /** How far down, and through what. */
    private record Way(
            int column, List<Step> steps, List<String> path, int definition, int repetition) {
        Way into(SchemaNode node) {
            int deeper = node.repetition() == SchemaNode.Repetition.REQUIRED ? 0 : 1;
            int repeated = node.repetition() == SchemaNode.Repetition.REPEATED ? 1 : 0;
            return new Way(
                    column,
                    steps,
                    plus(path, node.name()),
                    definition + deeper,
                    repetition + repeated);
        }

        Way step(Kind kind, int child, boolean isOptional) {
            int level = kind == Kind.EACH_ELEMENT ? repetition + 1 : repetition;
            Step step = new Step(kind, child, isOptional, definition, level);
            return new Way(column, plus(steps, step), path, definition, repetition);
        }
    }

    private static void add(List<LeafColumn> leaves, ArrowField field, SchemaNode node, Way from) {
        Way way = from.into(node);
        boolean isOptional = node.repetition() == SchemaNode.Repetition.OPTIONAL;
        switch (field.type().kind()) {
            case STRUCT -> {
                for (int i = 0; i < field.children().size(); i++) {
                    add(
                            leaves,
                            field.children().get(i),
                            node.children().get(i),
                            way.step(Kind.FIELD, i, isOptional));
                }
            }
            case LIST -> {
                SchemaNode list = node.children().get(0);
                Way inside = way.step(Kind.EACH_ELEMENT, 0, isOptional).into(list);
                add(leaves, field.children().get(0), list.children().get(0), inside);
            }
            case MAP -> {
                SchemaNode entries = node.children().get(0);
                List<ArrowField> parts = field.children().get(0).children();
                for (int i = 0; i < parts.size(); i++) {
                    Way inside =
                            way.step(Kind.EACH_ELEMENT, 0, isOptional)
                                    .into(entries)
                                    .step(Kind.FIELD, i, false);
                    add(leaves, parts.get(i), entries.children().get(i), inside);
                }
            }
            default -> {
                Way value = way.step(Kind.VALUE, 0, isOptional);
                leaves.add(
                        new LeafColumn(
                                value.column,
                                value.steps,
                                value.path,
                                field.type(),
                                value.definition,
                                value.repetition));
            }
        }
    }

    private static <T> List<T> plus(List<T> all, T one) {
        List<T> more = new ArrayList<>(all);
        more.add(one);
        return List.copyOf(more);
    }
}
