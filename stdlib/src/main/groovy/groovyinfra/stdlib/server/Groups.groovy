package groovyinfra.stdlib.server

import groovy.transform.CompileStatic
import groovyinfra.model.Area
import groovyinfra.model.Command
import groovyinfra.model.Fact

/**
 * All groups that the host knows, by name.
 *
 * <pre>
 * println fact(Groups).keySet()
 * </pre>
 */
@CompileStatic
record Groups() implements Fact<Map<String, Group>> {

    /** A line of the group database; members are those whose first group is another one. */
    record Group(String name, long gid, List<String> members) {
        /** From the form of group(5). */
        static Group of(String line) {
            def fields = line.split(':', -1)
            new Group(fields[0], fields[2] as long, fields[3].tokenize(','))
        }
    }

    @Override
    Command command() {
        Command.raw('if command -v getent >/dev/null; then getent group; else cat /etc/group; fi')
    }

    @Override
    Map<String, Group> parse(List<String> lines) {
        lines.findAll { it ==~ /[^:]+:[^:]*:\d+:[^:]*/ }.collect { Group.of(it) }.collectEntries { [it.name(), it] }
    }

    @Override
    Set<Area> about() {
        Set.of(Area.USERS, Area.PACKAGES, Users.LIST)
    }
}
