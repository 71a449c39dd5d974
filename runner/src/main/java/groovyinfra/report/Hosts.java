package groovyinfra.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Host names for people. */
final class Hosts {
    private static final Pattern NUMBERED = Pattern.compile("(.*?)(\\d+)([^\\d]*)");

    private Hosts() {}

    private record Shape(String prefix, String suffix, int width) {}

    /** The names in order, numbered ones folded: {@code web-[01-40]}. */
    static String folded(Collection<String> names) {
        Map<Object, List<String>> rows = new LinkedHashMap<>();
        for (String name : names) {
            Matcher numbered = NUMBERED.matcher(name);
            if (numbered.matches() && numbered.group(2).length() < 10) {
                String digits = numbered.group(2);
                int width = digits.startsWith("0") || digits.length() > 1 ? digits.length() : 0;
                rows.computeIfAbsent(new Shape(numbered.group(1), numbered.group(3), width), shape -> new ArrayList<>())
                        .add(digits);
            } else {
                rows.computeIfAbsent(name, it -> new ArrayList<>());
            }
        }
        List<String> texts = new ArrayList<>();
        rows.forEach((key, digits) ->
                texts.add(key instanceof Shape shape ? shape.prefix + ranges(digits) + shape.suffix : key.toString()));
        return String.join(",", texts);
    }

    private static String ranges(List<String> digits) {
        if (digits.size() == 1) {
            return digits.getFirst();
        }
        List<String> ranges = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= digits.size(); i++) {
            if (i == digits.size() || Integer.parseInt(digits.get(i)) != Integer.parseInt(digits.get(i - 1)) + 1) {
                ranges.add(i - 1 == from ? digits.get(from) : digits.get(from) + "-" + digits.get(i - 1));
                from = i;
            }
        }
        return "[" + String.join(",", ranges) + "]";
    }

    /** {@code 1 host}, {@code 3 hosts}. */
    static String count(int number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }
}
