package groovyinfra.stdlib.server

import groovy.transform.CompileStatic
import groovyinfra.model.Area
import groovyinfra.model.Command
import groovyinfra.model.Fact
import groovyinfra.model.Word

/**
 * Where the host finds a program: a file that can be run. What a shell does by itself is none.
 *
 * <pre>
 * if (!fact(CommandPath, 'psql').present) leave 'no database here'
 * </pre>
 */
@CompileStatic
record CommandPath(String program) implements Fact<Place> {

    /** Its path; empty where there is no such program. */
    record Place(String path) {
        /** Whether the host has it. */
        boolean isPresent() {
            !path.empty
        }
    }

    @Override
    Command command() {
        Command.of(new Word.Joined([Word.raw('c='), Word.quoted(program)]), Word.raw('; p=$PATH:; case $c in */*) p=:;; esac;'),
                Word.raw('while [ -n "$p" ]; do d=${p%%:*} p=${p#*:}; f=${d:+$d/}$c;'),
                Word.raw('if [ -f "$f" ] && [ -x "$f" ]; then printf "%s\\n" "$f"; break; fi; done'))
    }

    @Override
    Place parse(List<String> lines) {
        new Place(lines ? lines[0] : '')
    }

    @Override
    Set<Area> about() {
        ['/usr', '/bin', '/sbin', '/opt', '/snap', '/home', '/root'].collect { Area.path(it) } + Area.PACKAGES as Set<Area>
    }
}
