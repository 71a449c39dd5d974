package groovyinfra.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A value of a fact, for people: like YAML. */
final class ValueText {
    private ValueText() {}

    static List<String> lines(Object value) {
        return plain(PlainData.of(value));
    }

    private static List<String> plain(Object value) {
        return switch (value) {
            case null -> List.of("none");
            case Map<?, ?> map when map.isEmpty() -> List.of("{}");
            case List<?> list when list.isEmpty() -> List.of("[]");
            case Map<?, ?> map -> entries(map);
            case List<?> list -> elements(list);
            default -> Harmless.text(value.toString()).lines().toList();
        };
    }

    private static List<String> entries(Map<?, ?> map) {
        List<String> lines = new ArrayList<>();
        map.forEach((key, each) -> {
            List<String> inner = plain(each);
            if (inner.size() == 1 && !nested(each)) {
                lines.add(key + ": " + inner.getFirst());
            } else {
                lines.add(key + ":");
                inner.forEach(line -> lines.add("  " + line));
            }
        });
        return lines;
    }

    private static List<String> elements(List<?> list) {
        List<String> lines = new ArrayList<>();
        for (Object each : list) {
            String mark = "- ";
            for (String line : plain(each)) {
                lines.add(mark + line);
                mark = "  ";
            }
        }
        return lines;
    }

    private static boolean nested(Object value) {
        return (value instanceof Map<?, ?> map && !map.isEmpty()) || (value instanceof List<?> list && !list.isEmpty());
    }
}
