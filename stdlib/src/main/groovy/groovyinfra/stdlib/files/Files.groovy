package groovyinfra.stdlib.files

import groovy.transform.CompileStatic
import groovyinfra.author.Library
import groovyinfra.author.Operation
import groovyinfra.model.Area
import groovyinfra.model.Command
import groovyinfra.model.Content
import groovyinfra.model.Difference
import groovyinfra.model.Mode
import groovyinfra.model.Step
import groovyinfra.stdlib.files.PathInfo.Info
import groovyinfra.stdlib.files.PathInfo.Type
import java.nio.charset.StandardCharsets
import java.nio.file.Path
import java.util.regex.Pattern
import java.util.regex.PatternSyntaxException

/** Files, directories and links of the host, and what is in them. A link at a path stays: what it leads to is changed. */
@CompileStatic
class Files extends Library {

    /**
     * A regular file, with this content where one is given.
     *
     * <pre>
     * files.file '/etc/motd', content: "This is ${host.name}.\n", mode: '0644'
     * files.file '/etc/nginx/sites-enabled/default', present: false
     * </pre>
     *
     * @param content text, or a secret; without it, what is in the file stays as it is
     * @param owner a name or a number, like group
     * @param touch gives it the present time, always
     * @param parents makes the directory that holds it, too
     * @param force takes away what else is at the path; a directory goes with all that is in it
     * @param validate a command that has to accept the file before it is put in place; {@code %s} is where to look
     */
    @Operation
    void file(String path, boolean present = true, Content content = null, String owner = null, String group = null,
            Mode mode = null, boolean touch = false, boolean parents = false, boolean force = false, Command validate = null) {
        def place = plain(path)
        def now = fact(new FileContent(place))
        if (!present) {
            remove(now.info(), [Type.FILE, Type.LINK], force)
            return
        }
        def free = cleared(now, force)
        def wanted = content ?: free.present ? content : Content.text('')
        write(free, wanted, new Placement(mode, owner, group), validate, parents)
        if (touch && free.present) {
            always()
            touches Area.entry(place)
            run 'touch', '--', place
        }
    }

    /**
     * A directory; the ones that lead to it are made where they are missing.
     *
     * <pre>
     * files.directory '/srv/app/releases', owner: 'deploy', mode: '0750'
     * files.directory '/var/cache/old', present: false
     * </pre>
     *
     * @param present false takes it away with all that is in it
     * @param recursive owner and group hold for all that is in it, too
     * @param force takes away a file or link that is at the path
     */
    @Operation
    void directory(String path, boolean present = true, String owner = null, String group = null, Mode mode = null,
            boolean recursive = false, boolean force = false) {
        def place = plain(path)
        def deep = recursive && (owner || group)
        def answers = deep ? facts(new PathInfo(place), new ForeignEntries(place, owner, group)) : [fact(new PathInfo(place))]
        def now = (Info) answers[0]
        if (!present) {
            remove(now, [Type.DIRECTORY, Type.LINK], force)
            return
        }
        def there = now.end.directory ? now.end : null
        if (!there) {
            if (now.present) {
                remove(forced(now, 'directory', force), Type.values().toList(), true)
            }
            run 'mkdir', '-p', mode ? ['-m', mode.toString()] : null, '--', place
            touches Area.entry(place)
            there = Info.made(place, Type.DIRECTORY, mode ?: Mode.of('0755'), null, null)
        }
        hold(there, new Placement(mode, owner, group), [(new PathInfo(place)): now.end.directory ? now : there])
        if (deep && answers[1]) {
            touches Area.path(place)
            run 'chown', '-R', '-h', (owner ?: '') + (group ? ":$group" : ''), '--', place
            assume new ForeignEntries(place, owner, group), false
        }
    }

    /**
     * A symbolic link, or a hard one.
     *
     * <pre>
     * files.link '/srv/app/current', target: '/srv/app/releases/1.4'
     * files.link '/etc/nginx/sites-enabled/old', present: false
     * </pre>
     *
     * @param target what it leads to, written in the link as it is given here
     * @param symbolic false makes another name for the same file
     * @param owner of the link itself, like group
     * @param force takes away a file or directory that is at the path
     */
    @Operation
    void link(String path, String target = null, boolean present = true, boolean symbolic = true, String owner = null,
            String group = null, boolean force = false) {
        def place = plain(path)
        if (present && !target) {
            throw problem('Link has no target', "files.link '$place' does not say where it leads to", "Add target: '/some/path'")
        }
        def answers = symbolic || !present ? [fact(new PathInfo(place))] : facts(new PathInfo(place), new SameFile(place, target))
        def now = (Info) answers[0]
        if (!present) {
            remove(now, symbolic ? [Type.LINK] : [Type.FILE, Type.LINK], force)
            return
        }
        def right = symbolic ? now.link && now.target() == target : answers[1]
        if (!right) {
            if (now.present && !now.link) {
                remove(forced(now, 'link', force), Type.values().toList(), true)
            }
            run 'ln', symbolic ? '-sfn' : '-fn', '--', target, place
            touches Area.path(place)
            if (symbolic) {
                now = Info.made(place, Type.LINK, Mode.of('0777'), null, null).copyWith(target: target)
                assume new PathInfo(place), now
            } else {
                assume new SameFile(place, target), true
            }
        }
        if (symbolic) {
            hold(now, new Placement(null, owner, group), [(new PathInfo(place)): now])
        }
    }

    /**
     * A file of the controller, on the host.
     *
     * <pre>
     * files.put 'certs/ca.pem', '/usr/local/share/ca-certificates/ca.crt', mode: '0644'
     * </pre>
     *
     * @param source relative to the deploy file
     * @param path on the host
     */
    @Operation
    void put(Path source, String path, String owner = null, String group = null, Mode mode = null, boolean parents = false,
            boolean force = false, Command validate = null) {
        def now = cleared(fact(new FileContent(plain(path))), force)
        write(now, new Content.Bytes(controllerFile(source)), new Placement(mode, owner, group), validate, parents)
    }

    /**
     * A file of the host, on the controller.
     *
     * <pre>
     * files.get '/etc/ssh/ssh_host_ed25519_key.pub', "keys/${host.name}.pub"
     * </pre>
     *
     * @param destination relative to the working directory; every host needs one of its own
     */
    @Operation
    void get(String path, Path destination) {
        def now = fact(new PathInfo(plain(path), true))
        if (!now.end.file) {
            throw problem('No file to get', "$path is ${described(now.end)}", 'Name a regular file of the host')
        }
        def here = destination.toFile()
        if (!here.file || here.length() != now.end.size() || now.end.checksum() != Digest.of(here.bytes)) {
            touches new Area.Named('files of the controller')
            step new Step.Download(now.end.path(), destination)
        }
    }

    /**
     * A file made of a template in the syntax of Jinja, with the host, the parameters and the given data.
     *
     * <pre>
     * def site = files.template('site.conf.j2', '/etc/nginx/conf.d/site.conf', data: [port: 8080], mode: '0644')
     * if (site.changed) systemd.service('nginx', reloaded: true)
     * </pre>
     *
     * @param source relative to the deploy file
     * @param path on the host
     * @param data names that the template may use, besides {@code host} and those of parameters
     */
    @Operation
    void template(Path source, String path, Map<String, Object> data = [:], String owner = null, String group = null,
            Mode mode = null, boolean parents = false, boolean force = false, Command validate = null) {
        def now = cleared(fact(new FileContent(plain(path))), force)
        def template = new Template(source, { Path file -> new String(controllerFile(file), StandardCharsets.UTF_8) })
        def rendered = template.render(visible() + data)
        def content = rendered.hidden() ? (Content) new Content.Hidden(secret(rendered.text())) : Content.text(rendered.text())
        write(now, content, new Placement(mode, owner, group), validate, parents)
    }

    /**
     * One line of a text file; the file is made where it is missing.
     *
     * <pre>
     * files.line '/etc/ssh/sshd_config', 'PermitRootLogin no', match: '^#?PermitRootLogin'
     * files.line '/etc/sudoers.d/admins', 'ann ALL=(ALL) ALL', validate: 'visudo -cf %s', mode: '0440'
     * </pre>
     *
     * @param present false takes away every line that is equal, or that matches
     * @param match a regular expression: the last line in which it is found is replaced
     * @param after a regular expression: a new line comes behind the last one in which it is found
     * @param before a regular expression: a new line comes ahead of the first one in which it is found
     */
    @Operation
    void line(String path, Content line, boolean present = true, String match = null, String after = null, String before = null,
            String owner = null, String group = null, Mode mode = null, boolean parents = false, Command validate = null) {
        def text = text(line)
        if (text.contains('\n')) {
            throw problem('Line has a line break', "files.line '$path' gets ${text.count('\n') + 1} lines",
                    'Use files.block for several lines')
        }
        edit(path, line, new Placement(mode, owner, group), validate, parents) { List<String> lines ->
            present ? Edit.with(lines, text, pattern(match), pattern(after), pattern(before)) : Edit.without(lines, text, pattern(match))
        }
    }

    /**
     * Several lines of a text file, held together by a line before and a line behind them.
     *
     * <pre>
     * files.block '/etc/hosts', '10.0.0.5 db\n10.0.0.6 cache', marker: '# {mark} cluster'
     * </pre>
     *
     * @param present false takes away the block, whatever is in it
     * @param marker the two lines; {@code {mark}} becomes BEGIN and END. Two blocks of a file need different ones
     * @param after a regular expression: a new block comes behind the last line in which it is found
     * @param before a regular expression: a new block comes ahead of the first line in which it is found
     */
    @Operation
    void block(String path, Content content, boolean present = true, String marker = '# {mark} managed block',
            String after = null, String before = null, String owner = null, String group = null, Mode mode = null,
            boolean parents = false, Command validate = null) {
        if (!marker.contains('{mark}')) {
            throw problem('Marker has no {mark}', "marker: '$marker' would be the same ahead of the block and behind it", "Write it as '# {mark} name'")
        }
        def marks = ['BEGIN', 'END'].collect { marker.replace('{mark}', it) }
        edit(path, content, new Placement(mode, owner, group), validate, parents) { List<String> lines ->
            if (Edit.broken(lines, marks)) {
                throw problem('Block has no end', "$path has the line '${marks[0]}' but not '${marks[1]}'", 'Mend the file by hand')
            }
            present ? Edit.withBlock(lines, Edit.lines(text(content)), marks, pattern(after), pattern(before))
                    : Edit.withoutBlock(lines, marks)
        }
    }

    private Map<String, Object> visible() {
        def shown = [name: host.name, address: host.address, groups: host.groups, data: host.data]
        [host: (Object) shown] + parameters()
    }

    private void edit(String path, Content piece, Placement placement, Command validate, boolean parents, Closure<List<String>> change) {
        def now = cleared(fact(new FileContent(plain(path))), false)
        if (!now.readable) {
            throw problem('File is no text', "$path of the host has ${now.info().end.size()} bytes and is not text that can be edited",
                    'Use files.put for the whole file')
        }
        def lines = Edit.lines(now.text)
        def changed = change.call(lines)
        if (changed == lines) {
            if (now.present) {
                hold(now, placement)
            }
            return
        }
        def text = Edit.text(changed)
        def content = piece instanceof Content.Hidden ? (Content) new Content.Hidden(secret(text)) : Content.text(text)
        write(now, content, placement, validate, parents)
    }

    private void write(FileContent.Text now, Content content, Placement placement, Command validate, boolean parents) {
        def end = now.info().end
        if (content == null || end.file && same(now, content)) {
            hold(now, placement)
            return
        }
        if (end.orphan() && parents) {
            run 'mkdir', '-p', '--', end.path().replaceFirst('/[^/]*$', '') ?: '/'
        }
        if (validate) {
            check(end.path(), content, validate)
        }
        touches Area.entry(now.info().path()), Area.entry(end.path())
        step new Step.Upload(content, end.path(), Optional.ofNullable(placement.mode()), Optional.ofNullable(placement.owner()),
                Optional.ofNullable(placement.group()), difference(now, content))
        if (content instanceof Content.Bytes) {
            def made = end.file ? end : Info.made(end.path(), Type.FILE, Mode.of('0644'), null, null)
            known(now.info(), placement.of(made), content)
        }
    }

    /** The new content lies beside the file, where nobody else may read it, while it is looked at. */
    private void check(String path, Content content, Command validate) {
        if (!validate.script().contains('%s')) {
            throw problem('Validation names no file', "validate: '${validate.shown()}' has no %s", 'Write %s where the file belongs')
        }
        def name = path.replaceFirst('([^/]*)$', '.$1.' + Digest.of(content.open().bytes).take(12))
        step new Step.Upload(content, name, Optional.of(Mode.of('0600')), Optional.empty(), Optional.empty(), Optional.empty())
        run raw("(trap 'rm -f -- \"\$f\"' EXIT; trap 'exit 143' HUP INT TERM; f=${Command.quote(name)}; "
                + "${validate.script().replace('%s', Command.quote(name))})")
    }

    /** Owner, group and mode of a file that has the right content. */
    private void hold(FileContent.Text now, Placement placement) {
        def end = now.info().end
        def commands = placement.missing(end)
        if (commands) {
            for (command in commands) {
                run command
            }
            touches Area.entry(now.info().path()), Area.entry(end.path())
            known(now.info(), placement.of(end), now.content())
        }
    }

    private void hold(Info info, Placement placement, Map<PathInfo, Info> then) {
        def commands = placement.missing(info)
        for (command in commands) {
            run command
        }
        then.each { question, answer ->
            if (commands || answer.modified() == null) {
                touches Area.entry(info.path()), Area.entry(question.path())
                assume question, answer.is(info) ? placement.of(info) : answer.copyWith(leadsTo: placement.of(info))
            }
        }
    }

    private void known(Info before, Info end, Content.Bytes content) {
        def info = before.link ? before.copyWith(leadsTo: end) : end
        def sized = content == null ? info : end.copyWith(size: content.bytes().length, checksum: (String) null)
        def summed = content == null ? null : sized.copyWith(checksum: Digest.of(content.bytes()))
        assume new FileContent(before.path()), new FileContent.Text(info, content)
        assume new PathInfo(before.path()), before.link ? info : sized
        if (summed && !before.link) {
            assume new PathInfo(before.path(), true), summed
        }
    }

    private void remove(Info now, List<Type> kinds, boolean force) {
        if (!now.present) {
            return
        }
        if (!(now.type() in kinds) && !force) {
            throw problem('Path is something else', "${now.path()} is ${described(now)}", 'Say force: true to take it away, too')
        }
        run 'rm', now.directory ? '-rf' : '-f', '--', now.path()
        touches Area.path(now.path())
        assume new PathInfo(now.path()), Info.absent(now.path())
        assume new PathInfo(now.path(), true), Info.absent(now.path())
        assume new FileContent(now.path()), new FileContent.Text(Info.absent(now.path()), null)
    }

    private FileContent.Text cleared(FileContent.Text now, boolean force) {
        def end = now.info().end
        if (end.file || !end.present) {
            return now
        }
        remove(forced(now.info(), 'file', force), Type.values().toList(), true)
        new FileContent.Text(Info.absent(now.info().path()), null)
    }

    private static Info forced(Info now, String wanted, boolean force) {
        if (!force) {
            throw problem('Path is something else', "${now.path()} is to be a $wanted and is ${described(now)}",
                    'Say force: true to put it in its place, or choose another path')
        }
        now
    }

    private static String described(Info info) {
        switch (info.type()) {
            case Type.ABSENT: return 'not there'
            case Type.OTHER: return 'neither file nor directory'
            case Type.LINK: return "a link to ${info.target()}"
            default: return "a ${info.type().name().toLowerCase()}"
        }
    }

    private static boolean same(FileContent.Text now, Content content) {
        def bytes = content.open().bytes
        now.content() == null ? now.info().end.checksum() == Digest.of(bytes) : Arrays.equals(now.content().bytes(), bytes)
    }

    private static Optional<Difference> difference(FileContent.Text now, Content content) {
        def after = content instanceof Content.Bytes ? new FileContent.Text(now.info(), content) : null
        after && after.readable && now.readable
                ? Optional.of(new Difference(now.info().end.path(), now.text, text(content)))
                : Optional.<Difference>empty()
    }

    private static String text(Content content) {
        new String(content.open().bytes, StandardCharsets.UTF_8)
    }

    private static Pattern pattern(String expression) {
        try {
            return expression == null ? null : Pattern.compile(expression)
        } catch (PatternSyntaxException wrong) {
            throw problem('Regular expression is wrong', "'$expression': ${wrong.description}",
                    'Put a backslash before signs that stand for themselves')
        }
    }

    private static String plain(String path) {
        def place = path.length() > 1 ? path.replaceFirst('/+$', '') : path
        if (place in ['', '/', '.', '..'] || place.startsWith('~') || place.contains('\0')) {
            throw problem('Path cannot be used', "'$path' is no place for a file or directory of its own",
                    'Write it from the root, such as /etc/app')
        }
        place
    }
}
