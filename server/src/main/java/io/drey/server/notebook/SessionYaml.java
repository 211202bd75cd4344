package io.drey.server.notebook;

import io.drey.model.DreyErrorCode;
import io.drey.model.DreyException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Changes what front matter says under {@code session}, and no other line.
 *
 * <p>Confined to one thread.
 */
final class SessionYaml {
    private static final String KEY = "session";
    private static final LoadSettings MARKED =
            LoadSettings.builder().setUseMarks(true).setMaxAliasesForCollections(10).build();

    private final int[] text;
    private final List<Change> changes = new ArrayList<>();

    /** Puts other text in a place, counted in code points. */
    private record Change(int from, int to, String text) {}

    private SessionYaml(String text) {
        this.text = text.codePoints().toArray();
    }

    /**
     * The YAML with other settings of the session.
     *
     * @param wanted all of them, by the keys below {@code session}
     * @throws DreyException BAD_REQUEST where the text has to be mended by hand first
     */
    static String with(String yaml, Map<String, String> wanted) {
        FrontMatter now = FrontMatter.parse(yaml);
        if (now.session().equals(wanted)) {
            return yaml;
        }
        if (now.broken()) {
            throw bad(now.warnings().get(0));
        }
        String changed = new SessionYaml(yaml).changed(wanted);
        if (!FrontMatter.parse(changed).session().equals(wanted)) {
            throw bad("session: it is written in a way that only an editor can change");
        }
        return changed;
    }

    private String changed(Map<String, String> wanted) {
        Map<String, Object> tree = new LinkedHashMap<>();
        wanted.forEach((key, value) -> put(tree, key, value));
        Optional<NodeTuple> entry = findSession();
        if (entry.isEmpty()) {
            String before = text.length == 0 || text[text.length - 1] == '\n' ? "" : "\n";
            insert(text.length, before + KEY + ":" + render(tree, "  "));
        } else if (tree.isEmpty()) {
            removeLines(entry.get());
        } else {
            changeValue(entry.get(), tree, "");
        }
        changes.sort(Comparator.comparingInt(Change::from).reversed());
        StringBuilder changed = new StringBuilder(new String(text, 0, text.length));
        for (Change change : changes) {
            changed.replace(offset(change.from()), offset(change.to()), change.text());
        }
        return changed.toString();
    }

    private Optional<NodeTuple> findSession() {
        try {
            Optional<Node> root =
                    new Compose(MARKED).composeString(new String(text, 0, text.length));
            return root.filter(MappingNode.class::isInstance)
                    .map(MappingNode.class::cast)
                    .flatMap(
                            map ->
                                    map.getValue().stream()
                                            .filter(it -> nameOf(it).equals(KEY))
                                            .findFirst());
        } catch (YamlEngineException e) {
            throw bad("front matter: " + e.getMessage());
        }
    }

    @SuppressWarnings("unchecked")
    private void changeValue(NodeTuple entry, Object wanted, String indent) {
        Node value = entry.getValueNode();
        if (wanted instanceof Map<?, ?> map
                && value instanceof MappingNode block
                && block.getFlowStyle() == FlowStyle.BLOCK) {
            changeBlock(block, (Map<String, Object>) map);
            return;
        }
        if (value instanceof ScalarNode scalar && scalar.getValue().equals(wanted)) {
            return;
        }
        // Behind the colon, so that a value written on lines of its own goes, too.
        int colon = end(entry.getKeyNode());
        while (text[colon] != ':') {
            colon++;
        }
        String rendered =
                wanted instanceof Map<?, ?> map
                        ? render((Map<String, Object>) map, indent + "  ")
                        : " " + scalar(String.valueOf(wanted));
        changes.add(new Change(colon + 1, Math.max(colon + 1, endOfText(value)), rendered));
    }

    private void changeBlock(MappingNode block, Map<String, Object> wanted) {
        Map<String, Object> missing = new LinkedHashMap<>(wanted);
        String indent = " ".repeat(column(block.getValue().get(0).getKeyNode()));
        int last = 0;
        for (NodeTuple entry : block.getValue()) {
            Object value = missing.remove(nameOf(entry));
            last = Math.max(last, endOfText(entry.getValueNode()));
            if (value != null) {
                changeValue(entry, value, indent);
            } else {
                removeLines(entry);
            }
        }
        if (!missing.isEmpty()) {
            insert(endOfLine(last), render(missing, indent));
        }
    }

    private void removeLines(NodeTuple entry) {
        int from = start(entry.getKeyNode());
        while (from > 0 && text[from - 1] != '\n') {
            from--;
        }
        int to = endOfLine(Math.max(endOfText(entry.getValueNode()), end(entry.getKeyNode())));
        boolean isLast = to == text.length;
        changes.add(new Change(isLast && from > 0 ? from - 1 : from, isLast ? to : to + 1, ""));
    }

    private void insert(int at, String lines) {
        changes.add(new Change(at, at, lines));
    }

    /** Where the node's text ends; a block's own end is where the next one begins. */
    private int endOfText(Node node) {
        int end = end(node);
        if (node instanceof MappingNode block && block.getFlowStyle() == FlowStyle.BLOCK) {
            end = 0;
            for (NodeTuple entry : block.getValue()) {
                end = Math.max(end, endOfText(entry.getValueNode()));
                end = Math.max(end, end(entry.getKeyNode()));
            }
            return end;
        }
        while (end > start(node) && Character.isWhitespace(text[end - 1])) {
            end--;
        }
        return end;
    }

    private int endOfLine(int at) {
        int end = at;
        while (end < text.length && text[end] != '\n') {
            end++;
        }
        return end;
    }

    private int offset(int codePoints) {
        return new String(text, 0, codePoints).length();
    }

    private static int start(Node node) {
        return node.getStartMark().map(Mark::getIndex).orElse(0);
    }

    private static int column(Node node) {
        return node.getStartMark().map(Mark::getColumn).orElse(0);
    }

    private static int end(Node node) {
        return node.getEndMark().map(Mark::getIndex).orElse(0);
    }

    private static String nameOf(NodeTuple entry) {
        return entry.getKeyNode() instanceof ScalarNode name ? name.getValue() : "";
    }

    /** Keys of Flink have dots, so that only {@code settings} is a level of its own. */
    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> tree, String key, String value) {
        String level = "settings.";
        if (key.startsWith(level)) {
            Object settings = tree.computeIfAbsent("settings", it -> new LinkedHashMap<>());
            ((Map<String, Object>) settings).put(key.substring(level.length()), value);
        } else {
            tree.put(key, value);
        }
    }

    private static String render(Map<String, Object> tree, String indent) {
        StringBuilder lines = new StringBuilder();
        tree.forEach(
                (key, value) -> {
                    lines.append('\n').append(indent).append(scalar(key)).append(':');
                    if (value instanceof Map<?, ?> map) {
                        map.forEach(
                                (name, of) ->
                                        lines.append('\n')
                                                .append(indent)
                                                .append("  ")
                                                .append(scalar(String.valueOf(name)))
                                                .append(": ")
                                                .append(scalar(String.valueOf(of))));
                    } else {
                        lines.append(' ').append(scalar(String.valueOf(value)));
                    }
                });
        return lines.toString();
    }

    /** In quotes only where YAML would read something else. */
    private static String scalar(String value) {
        try {
            String line = "k: " + value;
            Object read = new Load(MARKED).loadFromString(line);
            if (!value.contains("\n")
                    && read instanceof Map<?, ?> map
                    && !(map.get("k") instanceof Map<?, ?>)
                    && value.equals(String.valueOf(map.get("k")))) {
                return value;
            }
        } catch (YamlEngineException e) {
            return quoted(value);
        }
        return quoted(value);
    }

    private static String quoted(String value) {
        return '"'
                + value.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\t", "\\t")
                + '"';
    }

    private static DreyException bad(String message) {
        return new DreyException(DreyErrorCode.BAD_REQUEST, message);
    }
}
