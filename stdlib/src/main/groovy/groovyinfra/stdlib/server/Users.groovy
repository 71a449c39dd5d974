package groovyinfra.stdlib.server

import groovy.transform.CompileStatic
import groovyinfra.model.Area
import groovyinfra.model.Command
import groovyinfra.model.Fact

/**
 * All users that the host knows, by name. For one of them, {@link UserInfo} is cheaper and knows its groups.
 *
 * <pre>
 * for (user in fact(Users).values()) {
 *     if (user.shell.endsWith('bash')) println user.name
 * }
 * </pre>
 */
@CompileStatic
record Users() implements Fact<Map<String, User>> {
    /** The list of users as a whole: what one more user touches, and what is not about any other user. */
    static final Area LIST = new Area.Named('list of users')

    /** A line of the user database. */
    record User(String name, long uid, long gid, String comment, String home, String shell) {
        /** From the form of passwd(5). */
        static User of(String line) {
            def fields = line.split(':', -1)
            new User(fields[0], fields[2] as long, fields[3] as long, fields[4], fields[5], fields[6])
        }
    }

    @Override
    Command command() {
        Command.raw('if command -v getent >/dev/null; then getent passwd; else cat /etc/passwd; fi')
    }

    @Override
    Map<String, User> parse(List<String> lines) {
        lines.findAll { it ==~ /[^:]+:[^:]*:\d+:\d+(:[^:]*){3}/ }.collect { User.of(it) }.collectEntries { [it.name(), it] }
    }

    @Override
    Set<Area> about() {
        Set.of(Area.USERS, Area.PACKAGES, LIST)
    }
}
