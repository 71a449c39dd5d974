package groovyinfra.stdlib.server

import groovy.transform.CompileStatic
import groovyinfra.model.Area
import groovyinfra.model.Command
import groovyinfra.model.Fact
import groovyinfra.model.Word

/**
 * One user, with the groups it is in.
 *
 * <pre>
 * def home = fact(UserInfo, 'deploy').home
 * </pre>
 */
@CompileStatic
record UserInfo(String name) implements Fact<Account> {

    /**
     * A user, or that there is none of this name: then everything but the name is empty.
     *
     * @param uid nothing in a plan that makes the user: the host will choose it
     * @param group the name of the first group
     * @param groups the names of the others
     */
    record Account(String name, boolean present, Integer uid, String group, List<String> groups, String comment, String home,
            String shell) {
        /** No user has this name. */
        static Account missing(String name) {
            new Account(name, false, null, '', [], '', '', '')
        }
    }

    /** What a change of this user touches. */
    static Area area(String name) {
        new Area.Named("user $name")
    }

    @Override
    Command command() {
        def entry = new Word.Joined([Word.quoted("$name:"), Word.raw('*')])
        Command.of(new Word.Joined([Word.raw('u='), Word.quoted(name)]),
                Word.raw('; if command -v getent >/dev/null; then e=$(getent passwd "$u") || [ $? -eq 2 ] || exit 1; else'),
                Word.raw('e=; while IFS= read -r l; do case $l in'), entry,
                Word.raw(') e=$l;; esac; done </etc/passwd; fi; case $e in'), entry,
                Word.raw(') printf "%s\\n" "$e"; id -gn "$u" && id -Gn "$u";; esac'))
    }

    @Override
    Account parse(List<String> lines) {
        if (!lines) {
            return Account.missing(name)
        }
        def user = Users.User.of(lines[0])
        def group = lines[1]
        new Account(name, true, user.uid(), group, lines[2].tokenize() - group, user.comment(), user.home(), user.shell())
    }

    @Override
    Set<Area> about() {
        Set.of(Area.USERS, Area.PACKAGES, area(name))
    }
}
