package groovyinfra.connect.ssh.config;

import groovyinfra.model.Position;
import java.util.List;

/** What a configuration file consists of. */
sealed interface Entry {

    /** A line that sets something for the hosts of its block. */
    record Setting(Directive directive) implements Entry {}

    /** {@code Host}: begins a block for hosts of these names. */
    record Hosts(List<String> patterns) implements Entry {}

    /** {@code Match}: begins a block for hosts that fulfil all criteria. */
    record Match(Position at, List<Criterion> criteria) implements Entry {}

    /** {@code Include}: the lines of other files, whose blocks end with them. */
    record Included(List<Entry> entries) implements Entry {}

    /**
     * One criterion of a {@code Match}.
     *
     * @param argument empty for those that have none
     */
    record Criterion(boolean negated, String attribute, String argument) {}
}
