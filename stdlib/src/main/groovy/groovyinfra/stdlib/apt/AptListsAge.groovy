package groovyinfra.stdlib.apt

import groovy.transform.CompileStatic
import groovyinfra.model.Area
import groovyinfra.model.Command
import groovyinfra.model.Fact
import java.time.Duration

/**
 * How long ago the package lists of apt were brought up to date; very long ago where there are none.
 *
 * <pre>
 * if (fact(AptListsAge) > 1.day) apt.update()
 * </pre>
 */
@CompileStatic
record AptListsAge() implements Fact<Duration> {
    /** What {@code apt-get update} touches. */
    static final Area AREA = new Area.Named('lists of apt')

    /** Where the time of the last update is kept: apt's own service reads and writes the same file. */
    static final String STAMP = '/var/lib/apt/periodic/update-success-stamp'

    /** Older than any list. */
    static final Duration NEVER = Duration.ofDays(36500)

    @Override
    Command command() {
        Command.raw("""there=; for f in /var/lib/apt/lists/*Release /var/lib/apt/lists/*_Packages*; do
            if [ -e "\$f" ]; then there=yes; break; fi; done; if [ "\$there" ]; then
            for f in $STAMP /var/lib/apt/lists; do if [ -e "\$f" ]; then stat -c %Y "\$f"; fi; done; date +%s; fi""")
    }

    @Override
    Duration parse(List<String> lines) {
        def times = lines*.toLong()
        times.size() < 2 ? NEVER : Duration.ofSeconds(Math.max(0, times.last() - times.init().max()))
    }

    @Override
    Set<Area> about() {
        Set.of(AREA)
    }
}
