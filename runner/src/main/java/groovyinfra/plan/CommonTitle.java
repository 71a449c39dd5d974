package groovyinfra.plan;

import java.util.Iterator;

/** What the titles of a stage's calls have in common: {@code files.file /srv/…/index.html}. */
public final class CommonTitle {
    private static final String GAP = "…";
    private static final String BORDERS = " /,;:=@'\"()[]";

    private CommonTitle() {}

    /** One title for all; where they differ, whole words and parts of paths are left out. */
    public static String of(Iterable<String> titles) {
        Iterator<String> each = titles.iterator();
        String common = each.next();
        while (each.hasNext()) {
            String title = each.next();
            if (!title.equals(common) && !fits(title, common)) {
                common = of(common, title);
            }
        }
        return common;
    }

    /** Whether a title has what is common so far around the place where titles differ: then nothing is to be taken away. */
    private static boolean fits(String title, String common) {
        int gap = common.indexOf(GAP);
        int tail = common.length() - gap - 1;
        return gap >= 0
                && title.length() >= gap + tail
                && title.indexOf(GAP) < 0
                && title.startsWith(common.substring(0, gap))
                && title.endsWith(common.substring(gap + 1));
    }

    private static String of(String first, String second) {
        String one = " " + first + " ";
        String other = " " + second + " ";
        int head = whole(one, common(one, other));
        String rest = reversed(one.substring(head));
        int tail = whole(rest, common(rest, reversed(other.substring(head))));
        return (one.substring(0, head) + GAP + one.substring(one.length() - tail)).strip();
    }

    private static String reversed(String text) {
        return new StringBuilder(text).reverse().toString();
    }

    private static int common(String one, String other) {
        int length = 0;
        while (length < Math.min(one.length(), other.length()) && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return length;
    }

    /** As much of the beginning as ends with a border. */
    private static int whole(String text, int length) {
        int whole = length;
        while (whole > 0 && BORDERS.indexOf(text.charAt(whole - 1)) < 0) {
            whole--;
        }
        return whole;
    }
}
