package groovyinfra.report;

import groovyinfra.model.Folded;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Hosts for people. */
final class Hosts {
    private Hosts() {}

    /** The names in short: {@code web-[01-40]}. */
    static String folded(Collection<String> names) {
        return Folded.of(names).toString();
    }

    /** Puts lists of names in short, each once: a plan names the same hosts in many stages. */
    static final class Known {
        private final Map<List<String>, String> texts = new HashMap<>();

        String folded(List<String> names) {
            return texts.computeIfAbsent(names, Hosts::folded);
        }
    }

    /** {@code 1 host}, {@code 3 hosts}. */
    static String count(int number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }
}
