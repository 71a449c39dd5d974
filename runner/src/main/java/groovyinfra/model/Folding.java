package groovyinfra.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * From names to patterns with ranges. One number of a name is folded at a time; what comes out is folded again, which turns
 * {@code rack1-n[1-9], rack2-n[1-9]} into {@code rack[1-2]-n[1-9]}.
 */
final class Folding {
    /** A number outside of brackets that fits an int. */
    private static final Pattern NUMBER = Pattern.compile("(?<!\\d)\\d{1,9}(?!\\d)(?![^\\[]*])");

    private Folding() {}

    /** A number of a name, and what stands before and after it. */
    private record Cut(String before, String number, String after) {
        String frame() {
            return before + '\0' + after;
        }

        boolean isPadded() {
            return number.length() > 1 && number.charAt(0) == '0';
        }

        int value() {
            return Integer.parseInt(number);
        }
    }

    static List<String> fold(List<String> names) {
        List<String> folded = names;
        int before;
        do {
            before = folded.size();
            folded = once(folded);
        } while (folded.size() < before);
        return folded;
    }

    /** Every name takes the number by which it folds with most others; a name alone stays as it is. */
    private static List<String> once(List<String> names) {
        Map<String, Integer> crowds = new LinkedHashMap<>();
        List<List<Cut>> cuts = new ArrayList<>(names.size());
        for (String name : names) {
            cuts.add(cuts(name));
            cuts.getLast().forEach(cut -> crowds.merge(cut.frame(), 1, Integer::sum));
        }
        Map<String, List<Cut>> folds = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            Cut cut = cuts.get(i).stream()
                    .max(Comparator.comparing(each -> crowds.get(each.frame())))
                    .filter(each -> crowds.get(each.frame()) > 1)
                    .orElse(null);
            String key = cut == null ? name : cut.frame();
            folds.computeIfAbsent(key, frame -> new ArrayList<>()).add(cut == null ? new Cut(name, "", "") : cut);
        }
        return folds.values().stream().map(Folding::pattern).toList();
    }

    private static List<Cut> cuts(String name) {
        Matcher number = NUMBER.matcher(name);
        List<Cut> cuts = new ArrayList<>();
        while (number.find()) {
            cuts.add(new Cut(name.substring(0, number.start()), number.group(), name.substring(number.end())));
        }
        return cuts;
    }

    private static String pattern(List<Cut> cuts) {
        Cut any = cuts.getFirst();
        return any.before + (cuts.size() == 1 ? any.number : "[" + spans(cuts) + "]") + any.after;
    }

    /** Numbers with leading zeros come first, by their width, so that 01 to 09 are followed by 10. */
    private static String spans(List<Cut> cuts) {
        List<Cut> sorted = cuts.stream()
                .sorted(Comparator.<Cut>comparingInt(cut -> cut.isPadded() ? -cut.number.length() : 0)
                        .thenComparingInt(Cut::value))
                .toList();
        List<String> spans = new ArrayList<>();
        int begin = 0;
        for (int i = 1; i <= sorted.size(); i++) {
            if (i == sorted.size() || !follows(sorted.get(begin), sorted.get(i - 1), sorted.get(i))) {
                String first = sorted.get(begin).number;
                spans.add(i - begin == 1 ? first : first + "-" + sorted.get(i - 1).number);
                begin = i;
            }
        }
        return String.join(",", spans);
    }

    private static boolean follows(Cut first, Cut last, Cut next) {
        return next.value() == last.value() + 1
                && next.number.equals(Ranges.padded(next.value(), first.number.length()));
    }
}
