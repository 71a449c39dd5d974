package groovyinfra.stdlib.server

import groovy.transform.CompileStatic
import groovyinfra.model.Area
import groovyinfra.model.Command
import groovyinfra.model.Fact
import groovyinfra.model.Word

/**
 * One group.
 *
 * <pre>
 * if (fact(GroupInfo, 'docker').present) server.user 'ci', groups: ['docker'], append: true
 * </pre>
 */
@CompileStatic
record GroupInfo(String name) implements Fact<Entry> {

    /**
     * A group, or that there is none of this name.
     *
     * @param gid nothing in a plan that makes the group: the host will choose it
     */
    record Entry(String name, boolean present, Long gid) {}

    /** What a change of this group touches. */
    static Area area(String name) {
        new Area.Named("group $name")
    }

    @Override
    Command command() {
        def entry = new Word.Joined([Word.quoted("$name:"), Word.raw('*')])
        Command.of(new Word.Joined([Word.raw('g='), Word.quoted(name)]),
                Word.raw('; if command -v getent >/dev/null; then e=$(getent group "$g") || [ $? -eq 2 ] || exit 1; else'),
                Word.raw('e=; while IFS= read -r l; do case $l in'), entry,
                Word.raw(') e=$l;; esac; done </etc/group; fi; case $e in'), entry, Word.raw(') printf "%s\\n" "$e";; esac'))
    }

    @Override
    Entry parse(List<String> lines) {
        lines ? new Entry(name, true, Groups.Group.of(lines[0]).gid()) : new Entry(name, false, null)
    }

    @Override
    Set<Area> about() {
        Set.of(Area.USERS, Area.PACKAGES, area(name))
    }
}
