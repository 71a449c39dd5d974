package groovyinfra.stdlib.server

import groovy.transform.CompileStatic
import groovyinfra.model.Area
import groovyinfra.model.Command
import groovyinfra.model.Fact
import groovyinfra.model.Word

/**
 * The name of the user or group that has a number, the first where several have it; empty where none has.
 *
 * <pre>
 * if (fact(NumberOwner, 'passwd', 2000).empty) server.user 'ann', uid: 2000
 * </pre>
 *
 * @param database {@code passwd} for users, {@code group} for groups
 */
@CompileStatic
record NumberOwner(String database, long number) implements Fact<String> {

    /** What a change of who has this number touches. */
    static Area area(String database, long number) {
        new Area.Named("$database $number")
    }

    @Override
    Command command() {
        Command.of(Word.raw('if command -v getent >/dev/null; then getent'), database, number, Word.raw('|| [ $? -eq 2 ]; else'),
                Word.raw('while IFS=: read -r n x i r; do if [ "$i" ='), number, Word.raw(']; then printf "%s\\n" "$n"; fi; done'),
                new Word.Joined([Word.raw('</etc/'), Word.quoted(database)]), Word.raw('; fi'))
    }

    @Override
    String parse(List<String> lines) {
        lines ? lines[0].tokenize(':')[0] : ''
    }

    @Override
    Set<Area> about() {
        Set.of(Area.USERS, Area.PACKAGES, area(database, number))
    }
}
