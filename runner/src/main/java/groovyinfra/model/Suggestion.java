package groovyinfra.model;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The known name that was probably meant when a name is not known. */
public final class Suggestion {
    private static final int SHORTEST_BEGINNING = 3;

    private Suggestion() {}

    /**
     * The known name nearest to the given one, by letters added, left out, changed or swapped; upper and lower case count as one.
     * Nothing when no name is near: about one mistake in three letters is tolerated. Of equally near names the first wins. A name
     * of which only the beginning is given is found when no other begins so.
     */
    public static Optional<String> nearest(String given, Collection<String> known) {
        String wanted = given.toLowerCase(Locale.ROOT);
        String best = null;
        int least = Integer.MAX_VALUE;
        for (String name : known) {
            int distance = distance(wanted, name.toLowerCase(Locale.ROOT));
            if (distance < least && distance <= tolerance(given, name)) {
                best = name;
                least = distance;
            }
        }
        return best != null ? Optional.of(best) : completed(wanted, known);
    }

    /** {@code did you mean 'name'?}, or the other sentence where no known name is near. */
    public static String attempt(String given, Collection<String> known, String otherwise) {
        return nearest(given, known).map(name -> "did you mean '" + name + "'?").orElse(otherwise);
    }

    private static int tolerance(String given, String name) {
        int shorter = Math.min(given.length(), name.length());
        return shorter < 2 ? 0 : Math.max(1, Math.max(given.length(), name.length()) / 3);
    }

    private static Optional<String> completed(String wanted, Collection<String> known) {
        if (wanted.length() < SHORTEST_BEGINNING) {
            return Optional.empty();
        }
        var found = known.stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(wanted))
                .distinct()
                .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /** Edits that lead from one to the other: a letter added, left out or changed, or two neighbours swapped. */
    static int distance(String from, String to) {
        int[][] steps = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                steps[i][j] = i == 0 || j == 0 ? i + j : least(from, to, i, j, steps);
            }
        }
        return steps[from.length()][to.length()];
    }

    private static int least(String from, String to, int i, int j, int[][] steps) {
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        int least = Math.min(steps[i - 1][j - 1] + (same ? 0 : 1), Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(least, steps[i - 2][j - 2] + 1) : least;
    }
}
