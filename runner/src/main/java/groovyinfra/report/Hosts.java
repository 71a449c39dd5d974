package groovyinfra.report;

import groovyinfra.model.Folded;
import java.util.Collection;

/** Hosts for people. */
final class Hosts {
    private Hosts() {}

    /** The names in short: {@code web-[01-40]}. */
    static String folded(Collection<String> names) {
        return Folded.of(names).toString();
    }

    /** {@code 1 host}, {@code 3 hosts}. */
    static String count(int number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }
}
