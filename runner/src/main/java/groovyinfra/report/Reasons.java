package groovyinfra.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What something depends on, for people: a plan for many hosts may have thousands of reasons. */
final class Reasons {
    private Reasons() {}

    /** At most so many, and how many there are more. */
    static String text(Collection<String> all, int most) {
        if (all.size() <= most) {
            return String.join(" and ", all);
        }
        List<String> few = new ArrayList<>(all).subList(0, most - 1);
        few.add((all.size() - most + 1) + " more");
        return String.join(" and ", few);
    }
}
