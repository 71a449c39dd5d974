package groovyinfra.stdlib.server

import groovy.transform.CompileStatic
import groovyinfra.author.Library
import groovyinfra.author.Operation
import groovyinfra.model.Area
import groovyinfra.model.Command
import groovyinfra.model.Content
import groovyinfra.model.Fact
import groovyinfra.model.Secret
import groovyinfra.stdlib.files.FileContent
import groovyinfra.stdlib.files.Files
import groovyinfra.stdlib.server.UserInfo.Account
import java.nio.file.Path

/** Commands, users, groups and the name of the host. */
@CompileStatic
class Server extends Library {

    /**
     * A command. It runs always; the options {@code creates}, {@code unless} and {@code changedIf} make it honest.
     *
     * <pre>
     * server.shell "tar xf ${host.data.archive} -C /srv", creates: '/srv/app'
     * def load = server.shell('cat /proc/loadavg', readOnly: true).stdout
     * </pre>
     *
     * @param command values in it are single words; a list is the words of a command
     */
    @Operation
    void shell(Command command) {
        always()
        run command
    }

    /**
     * A script of the controller. It runs always, by the program that its first line names, and is not left behind.
     *
     * <pre>
     * server.script 'scripts/migrate.sh', arguments: ['--all'], creates: '/srv/app/migrated'
     * </pre>
     *
     * @param source relative to the deploy file
     */
    @Operation
    void script(Path source, List<String> arguments = []) {
        always()
        def content = controllerFile(source)
        runWith new Content.Bytes(content), raw('d=$(mktemp -d) && trap \'rm -rf -- "$d"\' EXIT && trap \'exit 143\' HUP INT TERM &&'
                + ' cat > "$d/script" &&'), interpreter(content), raw('"$d/script"'), arguments, raw('</dev/null')
    }

    private static List<String> interpreter(byte[] script) {
        def first = new String(script, 0, Math.min(script.length, 200), 'ISO-8859-1').readLines()
        // As the kernel reads it: one program and at most one argument.
        first && first[0].startsWith('#!') ? first[0].substring(2).trim().split(/\s+/, 2).toList() : ['sh']
    }

    /**
     * A user, the groups it is in and the keys that let it in.
     *
     * <pre>
     * server.user 'ann', groups: ['sudo'], shell: '/bin/bash', keys: host.data.keys
     * server.user 'bob', present: false, removeHome: true
     * </pre>
     *
     * @param group the first group; without it one of the user's own name is made
     * @param groups the others; those that are not named are left, unless {@code append}
     * @param createHome whether a new user gets a home directory
     * @param keys lines for {@code ~/.ssh/authorized_keys}
     * @param exclusive takes away keys that are not named
     * @param password in the form of crypt(5), such as {@code mkpasswd} prints
     * @param removeHome takes the home directory away together with the user
     */
    @Operation
    void user(String name, boolean present = true, Integer uid = null, String group = null, List<String> groups = null,
            boolean append = false, String home = null, String shell = null, String comment = null, boolean system = false,
            boolean createHome = true, List<String> keys = null, boolean exclusive = false, Secret password = null,
            boolean removeHome = false) {
        named('User', name)
        List<Fact<?>> questions = [(Fact<?>) new UserInfo(name)]
        if (present) {
            questions.addAll(((groups ?: []) + (group ? [group] : [])).collect { new GroupInfo(it) })
            questions.addAll((keys == null ? [] : [new AuthorizedKeys(name)]) as List<Fact<?>>)
            questions.addAll((password ? [new PasswordHash(name)] : []) as List<Fact<?>>)
        }
        def answers = [questions, facts(questions as Fact<?>[])].transpose().collectEntries { it } as Map<Fact<?>, Object>
        def now = (Account) answers[new UserInfo(name)]
        if (!present) {
            if (now.present()) {
                run 'userdel', removeHome ? '-r' : null, '--', name
                changed(name, Account.missing(name))
                touches Area.path(now.home())
            }
            return
        }
        known(name, answers.values())
        def wanted = new Account(name, true, uid ?: now.uid(), group ?: now.group() ?: name, all(now, groups, append),
                comment ?: now.comment(), home ?: now.home(), shell ?: now.shell())
        def settings = new UserSettings(now, wanted)
        if (!settings.words.empty || !now.present()) {
            def making = [system ? '--system' : null, createHome ? '--create-home' : '--no-create-home', group ? null : '--user-group']
            run now.present() ? ['usermod'] : ['useradd'] + making.findAll(), settings.words, '--', name
            changed(name, wanted)
            touches GroupInfo.area(name)
        }
        login(name, keys, exclusive, password, answers)
    }

    private void login(String name, List<String> keys, boolean exclusive, Secret password, Map<Fact<?>, Object> answers) {
        if (keys != null) {
            def there = (List<String>) answers[new AuthorizedKeys(name)]
            def wanted = AuthorizedKeys.joined(there, keys, exclusive)
            if (wanted != there) {
                // As the user itself: whatever its home directory leads to, it can change only what is its own.
                runWith Content.text(wanted.collect { "$it\n" }.join('')), 'su', '-s', '/bin/sh', '-c',
                        'umask 077 && mkdir -p ~/.ssh && cat >~/.ssh/.keys && mv -f ~/.ssh/.keys ~/.ssh/authorized_keys', '--', name
                touches UserInfo.area(name)
            }
            assume new AuthorizedKeys(name), wanted
        }
        if (password) {
            if (answers[new PasswordHash(name)] != password) {
                runWith new Content.Hidden(secret("$name:$password\n")), 'chpasswd', '-e'
                touches UserInfo.area(name)
            }
            assume new PasswordHash(name), password
        }
    }

    private static List<String> all(Account now, List<String> groups, boolean append) {
        groups == null ? now.groups() : append ? (now.groups() + groups).unique() : groups.unique(false)
    }

    private void known(String user, Collection<Object> answers) {
        answers.findAll { it instanceof GroupInfo.Entry && !it.present() }.each {
            def group = ((GroupInfo.Entry) it).name()
            throw problem('Group is unknown', "$user is to be in '$group', which the host does not have",
                    "Make it before: server.group '$group'")
        }
    }

    private void changed(String name, Account account) {
        touches UserInfo.area(name), Users.LIST
        assume new UserInfo(name), account
    }

    /**
     * A group.
     *
     * <pre>
     * server.group 'deploy', gid: 2000
     * </pre>
     *
     * @param system picks the number from those for the system
     */
    @Operation
    void group(String name, boolean present = true, Integer gid = null, boolean system = false) {
        named('Group', name)
        def now = fact(new GroupInfo(name))
        def right = present ? now.present() && gid in [null, now.gid()] : !now.present()
        if (right) {
            return
        }
        if (present) {
            def kind = system && !now.present() ? '--system' : null
            run now.present() ? 'groupmod' : 'groupadd', kind, gid == null ? null : ['--gid', gid], '--', name
        } else {
            run 'groupdel', '--', name
        }
        touches GroupInfo.area(name), Users.LIST
        assume new GroupInfo(name), new GroupInfo.Entry(name, present, present ? gid : null)
    }

    /**
     * The name of the host, now and after the next start.
     *
     * <pre>
     * server.hostname host.name
     * </pre>
     */
    @Operation
    void hostname(String name) {
        if (!(name ==~ /[A-Za-z0-9]([A-Za-z0-9.-]{0,62}[A-Za-z0-9])?/)) {
            throw problem('Host name is not valid', "'$name' has signs that a host name cannot have, or too many",
                    'Use letters, digits, dots and hyphens')
        }
        def answers = facts(new Hostname(), new FileContent('/etc/hostname'))
        library(Files).file '/etc/hostname', content: "$name\n".toString()
        if (answers[0] != name) {
            run 'hostname', name
            touches Hostname.AREA
            assume new Hostname(), name
        }
    }

    private static void named(String kind, String name) {
        if (!(name ==~ /[A-Za-z0-9_][A-Za-z0-9_.-]{0,31}\$?/)) {
            throw problem("$kind name is not valid", "'$name' has signs that a name cannot have, or too many",
                    'Use small letters, digits, _ and -')
        }
    }
}
