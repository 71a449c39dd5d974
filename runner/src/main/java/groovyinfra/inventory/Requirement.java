package groovyinfra.inventory;

import groovyinfra.model.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The versions of this tool that a project can be run with, such as {@code >=0.1, <1}. */
final class Requirement {
    private static final Pattern BOUND = Pattern.compile("(>=|<=|>|<|=|!=)?\\s*(\\d{1,9}(?:\\.\\d{1,9}){0,3})");

    private Requirement() {}

    static void check(String range, String version, Position at, Problems problems) {
        List<Integer> ours = numbers(version);
        for (String part : range.split(",", -1)) {
            Matcher bound = BOUND.matcher(part.strip());
            if (!bound.matches()) {
                problems.add(
                        at, "Not a range of versions", "'" + range + "'", "write for example requires: '>=0.1, <1'");
            } else if (!holds(bound.group(1) == null ? "=" : bound.group(1), compare(ours, numbers(bound.group(2))))) {
                problems.add(
                        at,
                        "Project requires another version",
                        "it requires " + range + ", this is " + version,
                        "install a version of groovy-infra that fits");
            }
        }
    }

    private static boolean holds(String sign, int order) {
        return switch (sign) {
            case ">=" -> order >= 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case "<" -> order < 0;
            case "!=" -> order != 0;
            default -> order == 0;
        };
    }

    private static List<Integer> numbers(String version) {
        List<Integer> numbers = new ArrayList<>();
        for (String part : version.split("[-+]", 2)[0].split("\\.")) {
            numbers.add(Integer.valueOf(part));
        }
        return numbers;
    }

    /** Missing numbers are zero: 0.1 is 0.1.0. */
    private static int compare(List<Integer> one, List<Integer> other) {
        for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
            int order = Integer.compare(i < one.size() ? one.get(i) : 0, i < other.size() ? other.get(i) : 0);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
