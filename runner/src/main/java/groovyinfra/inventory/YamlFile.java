package groovyinfra.inventory;

import groovyinfra.model.Position;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads YAML as far as its nodes, which know where they stand, and no further: no Java type is ever named by a file. JSON is
 * YAML.
 */
final class YamlFile {
    private static final Tag UNQUOTED = new Tag("!unquoted");
    private static final Tag SECRET = new Tag("!secret");
    private static final int LARGEST = 64 << 20;
    private static final int DEEPEST = 100;
    private static final int MOST_REPEATED = 1_000_000;

    private final String name;
    private final Path folder;
    private final Problems problems;
    private final IdentityHashMap<Node, Known> read = new IdentityHashMap<>();
    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());

    private long values;
    private long repeated;

    /**
     * A node that was read.
     *
     * @param size how many values it stands for, with all that is in it
     */
    private record Known(Value value, long size) {}

    private YamlFile(String name, Path folder, Problems problems) {
        this.name = name;
        this.folder = folder;
        this.problems = problems;
    }

    /**
     * The one document of a file; nothing where it is empty or wrong.
     *
     * @param name as the user named it
     * @param folder that secrets in files are relative to
     */
    static Optional<Value> read(String name, String text, Path folder, Problems problems) {
        YamlFile file = new YamlFile(name, folder, problems);
        try {
            return Optional.ofNullable(file.document(text)).map(file::value);
        } catch (MarkedYAMLException wrong) {
            Position at = wrong.getProblemMark() == null ? new Position(name, 1, 0) : file.at(wrong.getProblemMark());
            boolean tab = text.lines()
                            .skip(at.line() - 1L)
                            .findFirst()
                            .orElse("")
                            .strip()
                            .startsWith("\t")
                    || String.valueOf(wrong.getProblem()).contains("TAB");
            problems.add(
                    at,
                    "Not readable as YAML",
                    said(wrong),
                    tab ? "indent with spaces, not tabs" : "correct this line, or the one before it");
        } catch (YAMLException wrong) {
            problems.add(
                    new Position(name, 1, 0),
                    "Not readable as YAML",
                    String.valueOf(wrong.getMessage()),
                    "make it a plain text file in UTF-8");
        }
        return Optional.empty();
    }

    private static String said(MarkedYAMLException wrong) {
        String context = wrong.getContext() == null ? "" : wrong.getContext() + ": ";
        return (context + wrong.getProblem()).replace("\n", " ").strip();
    }

    private Node document(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LARGEST);
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(Integer.MAX_VALUE);
        return new Composer(new ParserImpl(new StreamReader(text), options), new Unquoted(), options).getSingleNode();
    }

    private Position at(Mark mark) {
        return new Position(name, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private Value value(Node node) {
        Known known = read.get(node);
        if (known != null) {
            return again(node, known);
        }
        long before = values++;
        Value value = open.add(node)
                ? fresh(node)
                : wrong(node, "Value contains itself", "an alias stands inside of its anchor", "write the value out");
        open.remove(node);
        read.put(node, new Known(value, values - before));
        return value;
    }

    /** What an alias stands for: few of them, one in another, can stand for more than any memory holds. */
    private Value again(Node node, Known known) {
        if (repeated + known.size > MOST_REPEATED) {
            return wrong(
                    node,
                    "Aliases stand for too much",
                    "written out, they would be more than " + MOST_REPEATED + " values",
                    "use this anchor less often");
        }
        values += known.size;
        repeated += known.size;
        return known.value;
    }

    private Value fresh(Node node) {
        if (node.getTag().equals(SECRET)) {
            return secret(node, untagged(node));
        }
        Optional<Node> marked = marked(node);
        if (marked.isPresent()) {
            return secret(node, value(marked.get()));
        }
        if (node.getTag().getValue().startsWith("!") && !node.getTag().equals(UNQUOTED)) {
            return wrong(
                    node,
                    "Unknown tag '" + node.getTag().getValue() + "'",
                    "the only tag is !secret",
                    "write !secret, or quote the value");
        }
        return untagged(node);
    }

    private Value secret(Node node, Value source) {
        return new SecretTag(folder, problems)
                .read(source)
                .<Value>map(it -> new Value.Hidden(it, at(node.getStartMark())))
                .orElseGet(() -> nothing(node));
    }

    /** What stands behind {@code "!secret"} as the only key of a map: JSON has no tags. */
    private static Optional<Node> marked(Node node) {
        return node instanceof MappingNode map
                        && map.getValue().size() == 1
                        && map.getValue().getFirst().getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(SECRET.getValue())
                ? Optional.of(map.getValue().getFirst().getValueNode())
                : Optional.empty();
    }

    private Value untagged(Node node) {
        return switch (node) {
            case ScalarNode scalar -> scalar(scalar);
            case SequenceNode sequence -> items(sequence);
            case MappingNode mapping ->
                new Value.Fields(Collections.unmodifiableMap(fields(mapping)), at(mapping.getStartMark()));
            default -> nothing(node);
        };
    }

    private Value scalar(ScalarNode scalar) {
        String text = scalar.getValue();
        boolean plain = !scalar.getTag().equals(Tag.STR) && !scalar.getTag().equals(SECRET);
        return new Value.Plain(plain ? Scalars.of(text) : text, text, at(scalar.getStartMark()));
    }

    private Value items(SequenceNode sequence) {
        List<Value> items = new ArrayList<>();
        sequence.getValue().forEach(item -> items.add(value(item)));
        return new Value.Items(List.copyOf(items), at(sequence.getStartMark()));
    }

    private Map<String, Value.Field> fields(MappingNode mapping) {
        Map<String, Value.Field> fields = new LinkedHashMap<>();
        Map<String, Value.Field> merged = new LinkedHashMap<>();
        for (NodeTuple entry : mapping.getValue()) {
            Position at = at(entry.getKeyNode().getStartMark());
            Value value = value(entry.getValueNode());
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                problems.add(
                        at,
                        "Key is not a word",
                        "a list or a map stands before the colon",
                        "use a word as key; quote a value that holds ': '");
            } else if (key.getValue().equals("<<") && key.getTag().equals(UNQUOTED)) {
                merge(merged, value, at);
            } else if (fields.putIfAbsent(key.getValue(), new Value.Field(at, value)) != null) {
                Position first = fields.get(key.getValue()).at();
                problems.add(
                        at,
                        "Key '" + key.getValue() + "' is given twice",
                        "first on line " + first.line(),
                        "keep one of the two");
            }
        }
        merged.forEach(fields::putIfAbsent);
        return fields;
    }

    /** {@code <<: *base}: what the map itself has is nearer, and so is an earlier one of several. */
    private void merge(Map<String, Value.Field> merged, Value value, Position at) {
        switch (value) {
            case Value.Fields map -> map.fields().forEach(merged::putIfAbsent);
            case Value.Items list -> list.items().forEach(item -> merge(merged, item, at));
            case Value.Plain plain -> noMap(at);
            case Value.Hidden hidden -> noMap(at);
        }
    }

    private void noMap(Position at) {
        problems.add(
                at,
                "Only maps can be merged",
                "'<<' takes a map, or a list of maps",
                "name the anchor of a map, such as *base");
    }

    private Value wrong(Node node, String summary, String detail, String attempt) {
        problems.add(at(node.getStartMark()), summary, detail, attempt);
        return nothing(node);
    }

    private Value nothing(Node node) {
        return new Value.Plain(null, "", at(node.getStartMark()));
    }

    /** Leaves open what an unquoted scalar means. */
    private static final class Unquoted extends Resolver {
        @Override
        protected void addImplicitResolvers() {}

        @Override
        public Tag resolve(NodeId kind, String value, boolean implicit) {
            return kind == NodeId.scalar && implicit ? UNQUOTED : super.resolve(kind, value, implicit);
        }
    }
}
