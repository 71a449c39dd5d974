package groovyinfra.model;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From patterns with ranges to names. */
final class Ranges {
    private static final int MOST = 100_000;
    private static final Pattern SPAN =
            Pattern.compile("(\\d{1,9}|[a-z]|[A-Z])(?:([-:])(\\d{1,9}|[a-z]|[A-Z]))?(?:[/:](\\d{1,9}))?");

    private Ranges() {}

    static List<String> expand(String pattern) {
        int open = pattern.indexOf('[');
        if (open < 0) {
            if (pattern.indexOf(']') >= 0) {
                throw wrong(pattern, "']' has no '['");
            }
            return List.of(pattern);
        }
        int close = pattern.indexOf(']', open);
        String head = pattern.substring(0, open);
        if (close < 0 || head.indexOf(']') >= 0) {
            throw wrong(pattern, close < 0 ? "'[' has no ']'" : "']' has no '['");
        }
        List<String> tails = expand(pattern.substring(close + 1));
        List<String> names = new ArrayList<>();
        for (String item : items(pattern, pattern.substring(open + 1, close))) {
            if (names.size() + tails.size() > MOST) {
                throw wrong(pattern, "more than " + MOST + " names");
            }
            tails.forEach(tail -> names.add(head + item + tail));
        }
        return names;
    }

    private static List<String> items(String pattern, String ranges) {
        List<String> items = new ArrayList<>();
        for (String range : ranges.split(",", -1)) {
            Matcher span = SPAN.matcher(range.strip());
            if (!span.matches() || (span.group(3) == null && span.group(4) != null)) {
                throw wrong(pattern, "'" + range + "' is neither a number nor a range such as 01-20");
            }
            add(items, pattern, span);
        }
        return items;
    }

    private static void add(List<String> items, String pattern, Matcher span) {
        String from = span.group(1);
        String to = span.group(3) == null ? from : span.group(3);
        boolean letters = !Character.isDigit(from.charAt(0));
        if (letters == Character.isDigit(to.charAt(0)) || (letters && isUpper(from) != isUpper(to))) {
            throw wrong(pattern, "'" + span.group() + "' mixes letters and numbers");
        }
        int first = letters ? from.charAt(0) : Integer.parseInt(from);
        int last = letters ? to.charAt(0) : Integer.parseInt(to);
        int step = span.group(4) == null ? 1 : Integer.parseInt(span.group(4));
        if (first > last || step == 0 || (last - first) / step >= MOST) {
            String why = first > last ? " ends before it begins" : step == 0 ? " has no step" : " has too many names";
            throw wrong(pattern, "'" + span.group() + "'" + why);
        }
        for (int place = first; place <= last; place += step) {
            items.add(letters ? String.valueOf((char) place) : padded(place, from.length()));
        }
    }

    private static boolean isUpper(String letter) {
        return Character.isUpperCase(letter.charAt(0));
    }

    /** The number in at least this many digits. */
    static String padded(int number, int width) {
        String digits = Integer.toString(number);
        return "0".repeat(Math.max(0, width - digits.length())) + digits;
    }

    private static IllegalArgumentException wrong(String pattern, String why) {
        return new IllegalArgumentException("'" + pattern + "': " + why);
    }
}
