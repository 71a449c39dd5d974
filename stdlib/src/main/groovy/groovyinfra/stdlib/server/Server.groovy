package groovyinfra.stdlib.server

import groovy.transform.CompileStatic
import groovyinfra.author.Library
import groovyinfra.author.Operation
import groovyinfra.model.Area
import groovyinfra.model.Command
import groovyinfra.model.Content
import groovyinfra.model.Fact
import groovyinfra.model.Mode
import groovyinfra.model.Options
import groovyinfra.model.Secret
import groovyinfra.model.Step
import groovyinfra.model.Word
import groovyinfra.stdlib.files.Changes
import groovyinfra.stdlib.files.Contents
import groovyinfra.stdlib.files.Edit
import groovyinfra.stdlib.files.FileContent
import groovyinfra.stdlib.files.Files
import groovyinfra.stdlib.files.PathInfo
import groovyinfra.stdlib.server.UserInfo.Account
import java.nio.charset.StandardCharsets
import java.nio.file.Path

/** Commands, users, groups and the name of the host. */
@CompileStatic
class Server extends Library {
    private static final String REPLACE_KEYS = 'umask 077 && mkdir -p ~/.ssh && chmod go-w ~/.ssh && cat >~/.ssh/.keys' +
            ' && mv -f ~/.ssh/.keys ~/.ssh/authorized_keys'
    /** It goes with its command; what a killed one has left goes with a later one. */
    private static final String PRIVATE_DIRECTORY = 't=${TMPDIR:-/tmp}/.groovy-infra-script; for o in "$t".*; do [ ! -d "$o" ] ||' +
            ' find "$o" -prune -mmin +1440 -exec rm -rf {} \\; 2>/dev/null; done; d=$(mktemp -d "$t.XXXXXX") &&' +
            ' trap \'rm -rf -- "$d"\' EXIT && trap \'exit 143\' HUP INT TERM &&'
    /** Gets the path as {@code $h}. */
    private static final String MAKE_HOME = '; [ -d "$h" ] || { mkdir -p -- "$h" && chmod 0700 -- "$h" &&' +
            ' if [ -d /etc/skel ]; then cp -R /etc/skel/. "$h/"; fi && chown -R'

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
    @Operation(background = true)
    void shell(Command command) {
        if (command.shown().blank) {
            throw problem('Command is empty', 'server.shell gets nothing to run', 'Write a command, or take the call out')
        }
        always()
        run command
    }

    /**
     * A script of the controller. It runs always, by the program that its first line names, and is not left behind. It reads what the
     * call has as {@code stdin}.
     *
     * <pre>
     * server.script 'scripts/migrate.sh', arguments: ['--all'], creates: '/srv/app/migrated'
     * </pre>
     *
     * @param source relative to the file that says so: a deploy file, or one in lib/
     */
    @Operation(background = true)
    void script(Path source, List<String> arguments = []) {
        always()
        def script = controllerFile(source)
        def program = interpreter(script)
        def input = stdin().orElse(null)
        def unpack = input ? "dd bs=1 count=$script.length 2>/dev/null" : 'cat'
        def command = Command.of(raw("$PRIVATE_DIRECTORY $unpack > \"\$d/script\" &&".toString()), program, raw('"$d/script"'), arguments,
                input ? null : raw('</dev/null'))
        def title = Command.of(program, source.toString(), arguments).shown()
        step new Step.Run(command.shownAs(title), Options.NONE, Optional.of(input ? joined(script, input) : new Content.Bytes(script)))
    }

    private Content joined(byte[] script, Content input) {
        input instanceof Content.Hidden ? new Content.Hidden(secret(new String(script, StandardCharsets.UTF_8) + Contents.text(input)))
                : new Content.Bytes(new SequenceInputStream(new ByteArrayInputStream(script), input.open()).bytes)
    }

    private static List<String> interpreter(byte[] script) {
        def first = new String(script, 0, Math.min(script.length, 200), 'ISO-8859-1').readLines()
        // As the kernel reads it: one program and at most one argument.
        first && first[0].startsWith('#!') ? first[0].substring(2).trim().split(/\s+/, 2).toList() : ['sh']
    }

    /**
     * A user, the groups it is in and the keys that let it in. Where it is the user who has logged in, and its groups change, a new
     * connection is used from then on, since processes keep the groups with which they began.
     *
     * <pre>
     * server.user 'ann', groups: ['sudo'], shell: '/bin/bash', keys: host.data.keys
     * server.user 'backup', system: true, home: '/var/lib/backup', keys: [read('keys/backup.pub')], exclusive: true
     * server.user 'bob', present: false, removeHome: true
     * </pre>
     *
     * @param unique false lets it have a number that another user has, too
     * @param group the first group; without it a new user gets one of its own name
     * @param groups the others; those that are not named are left, unless {@code append}
     * @param moveHome takes all that is in the old home directory along to another one
     * @param createHome whether there is a home directory; where nothing is said, a new user gets one
     * @param keys lines for {@code ~/.ssh/authorized_keys}; options before a key hold for it
     * @param exclusive takes away keys that are not named
     * @param password in the form of crypt(5), such as {@code mkpasswd} prints
     * @param removeHome takes the home directory away together with the user
     */
    @Operation
    void user(String name, boolean present = true, Long uid = null, boolean unique = true, String group = null,
            List<String> groups = null, boolean append = false, String home = null, boolean moveHome = false, String shell = null,
            String comment = null, boolean system = false, Boolean createHome = null, List<String> keys = null,
            boolean exclusive = false, Secret password = null, boolean removeHome = false) {
        named('User', name)
        if (!present) {
            leave(name, removeHome)
            return
        }
        def others = (groups ?: []) + (group ? [group] : [])
        others.each { named('Group', it) }
        List<Fact<?>> questions = [(Fact<?>) new UserInfo(name)]
        questions.addAll((others + name).unique().collect { new GroupInfo(it) })
        questions.addAll((password ? [new PasswordHash(name)] : []) as List<Fact<?>>)
        def answers = [questions, facts(questions as Fact<?>[])].transpose().collectEntries { it } as Map<Fact<?>, Object>
        others.each { known(name, (GroupInfo.Entry) answers[new GroupInfo(it)]) }
        def now = called((Account) answers[new UserInfo(name)], others.collect { (GroupInfo.Entry) answers[new GroupInfo(it)] })
        refuseTaken 'passwd', name, now.uid(), unique ? uid : null
        def own = ((GroupInfo.Entry) answers[new GroupInfo(name)]).present()
        def first = group ?: (now.present() ? now.group() : name)
        def wanted = new Account(name, true, uid == null ? now.uid() : uid, first, all(now, groups, append) - first,
                comment == null ? now.comment() : comment, home ? home.replaceFirst('(?<=.)/+$', '') : now.home(), shell ?: now.shell(),
                now.homePresent() || (createHome == null ? !now.present() : createHome))
        def settings = new UserSettings(now, wanted, group || own, unique, moveHome)
        settle(now, wanted, settings, system)
        if (keys != null) {
            admit(wanted, moveHome && now.present() ? now.home() : wanted.home(), keys, exclusive)
        }
        if (password) {
            protect(name, password, (Secret) answers[new PasswordHash(name)])
        }
        if (now.present() && settings.regrouped && loginFact(new UserName()) == name) {
            step new Step.Reconnect()
        }
    }

    /** The same user, with the names of its groups that the call has for them: a number may have several, of which the host tells one. */
    private Account called(Account now, List<GroupInfo.Entry> wanted) {
        def mine = now.groups() + now.group()
        def strange = now.present() ? wanted.findAll { it.gid() != null && !(it.name() in mine) } : []
        if (!strange) {
            return now
        }
        def owners = facts(strange.collect { new NumberOwner('group', it.gid()) } as Fact<?>[])
        def others = [owners, strange*.name()].transpose().collectEntries { it } as Map<String, String>
        wanted.each { others.remove(it.name()) }
        new Account(now.name(), true, now.uid(), others[now.group()] ?: now.group(), now.groups().collect { others[it] ?: it },
                now.comment(), now.home(), now.shell(), now.homePresent())
    }

    /** Refuses a number that another one has. */
    private void refuseTaken(String database, String name, Long now, Long wanted) {
        if (wanted != null && wanted != now) {
            def owner = fact(new NumberOwner(database, wanted))
            if (owner && owner != name) {
                refuse('Number is taken', "$name is to have $wanted, which is the number of $owner", 'Choose another one, or say unique: false')
            }
        }
    }

    /** What is known of who has a number, once it goes from one to another. */
    private void renumber(String database, String name, Long now, Long then) {
        if (now != then) {
            [(now): '', (then): name].findAll { it.key != null }.each { number, owner ->
                touches NumberOwner.area(database, number)
                assume new NumberOwner(database, number), owner
            }
        }
    }

    private void leave(String name, boolean removeHome) {
        def now = fact(new UserInfo(name))
        if (now.present()) {
            run 'userdel', removeHome ? '-r' : null, '--', name
            changed(now, Account.missing(name))
            // Most hosts take the group of its name away with it; their settings say so.
            touches GroupInfo.area(name), Area.path(now.home())
        }
    }

    private void settle(Account now, Account wanted, UserSettings settings, boolean system) {
        def words = settings.words
        if (!now.present()) {
            run 'useradd', system ? '--system' : null, wanted.homePresent() ? '--create-home' : '--no-create-home',
                    settings.grouped() ? null : '--user-group', words, '--', wanted.name()
        } else if (words) {
            run 'usermod', words, '--', wanted.name()
        }
        def homeless = now.present() && wanted.homePresent() && !now.homePresent()
        if (homeless) {
            run new Word.Joined([raw('h='), Word.quoted(wanted.home())]), raw(MAKE_HOME), "${wanted.name()}:", raw('-- "$h"; }')
        }
        if (words || homeless || !now.present()) {
            changed(now, wanted)
            touches GroupInfo.area(wanted.name()), Area.entry(wanted.home())
        }
    }

    private void admit(Account user, String home, List<String> keys, boolean exclusive) {
        def answers = facts(new FileContent("$home/.ssh/authorized_keys"), new PathInfo("$home/.ssh"))
        def (now, folder) = [(FileContent.Text) answers[0], (PathInfo.Info) answers[1]]
        def wanted = AuthorizedKeys.joined(now.lines, keys, exclusive)
        def trusted = AuthorizedKeys.trusted(folder.end, user.name()) && AuthorizedKeys.trusted(now.info().end, user.name())
        if (wanted == now.lines && (trusted || !now.present)) {
            return
        }
        if (folder.end.present && !folder.end.directory) {
            throw problem('Path is something else', "${folder.path()} is to hold keys and is ${Changes.described(folder)}",
                    "Take it away before: files.file '${folder.path()}', present: false, force: true")
        }
        if (folder.orphan() && !user.homePresent() && !fact(new PathInfo(home)).end.directory) {
            throw problem('User has no home directory', "the keys of ${user.name()} belong below $home, which is not there",
                    'Say createHome: true, or make the directory before')
        }
        def content = Content.text(Edit.text(wanted))
        def place = "${user.home()}/.ssh".toString()
        if (folder.directory && folder.owner() != user.name()) {
            run 'chown', '-h', "${user.name()}:", '--', place
        }
        // As the user itself: whatever its home directory leads to, it can change only what is its own.
        runWith content, 'su', '-s', '/bin/sh', '-c', REPLACE_KEYS, '--', user.name()
        touches Area.path(place)
        assume new PathInfo(place), PathInfo.Info.made(place, PathInfo.Type.DIRECTORY, Mode.of('0700'), user.name(), null)
        def file = PathInfo.Info.made("$place/authorized_keys", PathInfo.Type.FILE, Mode.of('0600'), user.name(), null)
        assume new FileContent(file.path()), new FileContent.Text(file, (Content.Bytes) content)
    }

    private void protect(String name, Secret password, Secret now) {
        if (now != password) {
            runWith new Content.Hidden(secret("$name:$password\n")), 'chpasswd', '-e'
            touches UserInfo.area(name)
        }
        assume new PasswordHash(name), password
    }

    private static List<String> all(Account now, List<String> groups, boolean append) {
        groups == null ? now.groups() : append ? (now.groups() + groups).unique() : groups.unique(false)
    }

    private static void known(String user, GroupInfo.Entry group) {
        if (!group.present()) {
            throw problem('Group is unknown', "$user is to be in '${group.name()}', which the host does not have",
                    "Make it before: server.group '${group.name()}'")
        }
    }

    private void changed(Account now, Account then) {
        touches UserInfo.area(now.name()), Users.LIST
        assume new UserInfo(now.name()), then
        renumber 'passwd', now.name(), now.uid(), then.uid()
    }

    /**
     * A group.
     *
     * <pre>
     * server.group 'deploy', gid: 2000
     * </pre>
     *
     * @param unique false lets it have a number that another group has, too
     * @param system picks the number from those for the system
     */
    @Operation
    void group(String name, boolean present = true, Long gid = null, boolean unique = true, boolean system = false) {
        named('Group', name)
        def now = fact(new GroupInfo(name))
        def right = present ? now.present() && gid in [null, now.gid()] : !now.present()
        if (right) {
            return
        }
        if (present) {
            refuseTaken 'group', name, now.gid(), unique ? gid : null
            def kind = system && !now.present() ? '--system' : null
            run now.present() ? 'groupmod' : 'groupadd', kind, gid == null ? null : ['--gid', gid, unique ? null : '--non-unique'], '--', name
        } else {
            run 'groupdel', '--', name
        }
        def then = new GroupInfo.Entry(name, present, present ? gid : null)
        touches GroupInfo.area(name), Users.LIST
        assume new GroupInfo(name), then
        renumber 'group', name, now.gid(), then.gid()
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
        if (!(name ==~ /(?!\d+$)[A-Za-z0-9_][A-Za-z0-9_.-]{0,31}\$?/)) {
            throw problem("$kind name is not valid", "'$name' has signs that a name cannot have, or too many, or is a number",
                    'Use small letters, digits, _ and -')
        }
    }
}
