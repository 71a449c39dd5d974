package groovyinfra.stdlib.files

import groovy.transform.CompileStatic
import groovyinfra.author.Library
import groovyinfra.author.Operation
import groovyinfra.model.Area
import groovyinfra.model.Command
import groovyinfra.model.Content
import groovyinfra.model.Fact
import groovyinfra.model.Mode
import groovyinfra.model.Result
import groovyinfra.model.Step
import groovyinfra.model.Work
import groovyinfra.stdlib.files.PathInfo.Info
import groovyinfra.stdlib.files.PathInfo.Type
import java.nio.charset.StandardCharsets
import java.nio.file.Path
import java.util.regex.Pattern
import java.util.regex.PatternSyntaxException

import static groovyinfra.stdlib.files.Place.plain

/** Files, directories and links of the host, and what is in them. A link at a path stays: what it leads to is changed. */
@CompileStatic
class Files extends Library {
    /**
     * A regular file, with this content where one is given.
     *
     * <pre>
     * files.file '/etc/motd', content: "This is ${host.name}.\n", mode: '0644'
     * files.file '/etc/nginx/sites-enabled/default', present: false, backup: true
     * </pre>
     *
     * @param content text, or a secret; without it, what is in the file stays as it is
     * @param owner a name or a number, like group
     * @param mode without it a new file gets 0644, or 0600 if there is a secret in it
     * @param touch gives it the present time, always
     * @param parents makes the directory that holds it, too, for the same owner
     * @param force takes away what else is at the path; a directory goes with all that is in it
     * @param backup keeps what was there beside it, under its name and the time, such as {@code motd.20261130T080000Z~}
     * @param validate a command that has to accept the file before it is put in place; {@code %s} is where to look
     */
    @Operation
    void file(String path, boolean present = true, Content content = null, String owner = null, String group = null, Mode mode = null,
            boolean touch = false, boolean parents = false, boolean force = false, boolean backup = false, Command validate = null) {
        def now = fact(new FileContent(plain(path)))
        if (!present) {
            remove(now.info(), [Type.FILE, Type.LINK], force, backup)
            return
        }
        def contents = new Contents(now, new Placement(mode, owner, group), parents, force, backup, validate)
        step(content instanceof Content.OnController ? holding(contents, content.file())
                : contents.holding(content ?: now.present ? content : Content.text('')))
        if (touch && now.present) {
            always()
            touches Area.entry(now.info().path())
            run 'touch', '--', now.info().path()
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
     * @param backup puts what is taken away aside, under its name and the time
     */
    @Operation
    void directory(String path, boolean present = true, String owner = null, String group = null, Mode mode = null,
            boolean recursive = false, boolean force = false, boolean backup = false) {
        def place = plain(path)
        def deep = recursive && (owner || group)
        def answers = deep ? facts(new PathInfo(place), new ForeignEntries(place, owner, group)) : [fact(new PathInfo(place))]
        def now = (Info) answers[0]
        if (present) {
            def directory = new Directories(now, new Placement(mode, owner, group), force, backup)
            step(directory.made(deep && answers[1]))
        } else {
            remove(now, [Type.DIRECTORY, Type.LINK], force, backup)
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
     * @param owner of the symbolic link itself, like group
     * @param parents makes the directory that holds it, too
     * @param force takes away a file or directory that is at the path
     * @param backup puts that aside instead, under its name and the time
     */
    @Operation
    void link(String path, String target = null, boolean present = true, boolean symbolic = true, String owner = null,
            String group = null, boolean parents = false, boolean force = false, boolean backup = false) {
        def place = plain(path)
        if (present && !target) {
            throw problem('Link has no target', "files.link '$place' does not say where it leads to", "Add target: '/some/path'")
        }
        if (present && !symbolic && (owner || group)) {
            throw problem('Hard link has no owner', "files.link '$place' gets ${owner ?: ":$group"}, but is the file $target itself",
                    'Give owner and group where that file is made')
        }
        def answers = symbolic || !present ? [fact(new PathInfo(place))] : facts(new PathInfo(place), new SameFile(place, target))
        def now = (Info) answers[0]
        if (present) {
            def link = new Links(now, new Placement(null, owner, group), parents, force, backup)
            step(symbolic ? link.symbolic(target) : link.hard(target, (boolean) answers[1]))
        } else {
            remove(now, symbolic ? [Type.LINK] : [Type.FILE, Type.LINK], force, backup)
        }
    }

    /**
     * A file of the controller, on the host.
     *
     * <pre>
     * files.put 'certs/ca.pem', '/usr/local/share/ca-certificates/ca.crt', mode: '0644'
     * files.put 'scripts/backup.sh', '/usr/local/bin/', mode: '0755', backup: true
     * </pre>
     *
     * @param source relative to the file that says so: a deploy file, or one in lib/
     * @param path on the host; behind a slash at its end comes the name of the source
     */
    @Operation
    void put(Path source, String path, String owner = null, String group = null, Mode mode = null, boolean parents = false,
            boolean force = false, boolean backup = false, Command validate = null) {
        def place = path.endsWith('/') ? path + source.fileName : path
        def now = fact(new FileContent(plain(place)))
        def contents = new Contents(now, new Placement(mode, owner, group), parents, force, backup, validate)
        step(holding(contents, source))
    }

    /**
     * A directory of the controller with all that is in it, on the host. What is there already, byte for byte, is left; of the rest up
     * to 16 files go one by one, with their differences, and more as one stream. Symbolic links become links with the same target.
     *
     * <pre>
     * files.sync 'site', '/srv/site', delete: true, owner: 'deploy', exclude: ['*.map', 'drafts/2019']
     * </pre>
     *
     * @param source relative to the file that says so: a deploy file, or one in lib/
     * @param path of the directory on the host; it is made where it is missing
     * @param delete takes away what the source does not have, and what is something else than in the source
     * @param owner of all that comes from the source, like group; without it, new files belong to the user of the call
     * @param mode of all files; without it, new ones get 0755 where the owner may run the source, or 0644
     * @param dirMode of all directories; without it, new ones get 0755
     * @param exclude what is neither sent nor taken away: names, or with a slash paths below the source, with {@code *} and {@code ?}
     */
    @Operation
    void sync(Path source, String path, boolean delete = false, String owner = null, String group = null, Mode mode = null,
            Mode dirMode = null, List<String> exclude = []) {
        def place = plain(path)
        def globs = new Globs(exclude)
        def wanted = controllerTree(source).findAll { !globs.matches(it.path()) }
        def now = fact(new DirectoryTree(place))
        def sync = new TreeSync(place, now, wanted, new Placement(mode, owner, group), new Placement(dirMode, owner, group))
        sync.check()
        def shown = sync.shown
        def texts = shown ? facts(shown.collect { new FileContent("$place/$it", TreeSync.SHOWN) } as Fact[]) : []
        step(sync.work(delete, { String it -> globs.matches(it) }, [shown, texts].transpose().collectEntries { it } as Map<String, FileContent.Text>))
    }

    /**
     * A file of the host, on the controller.
     *
     * <pre>
     * files.get '/etc/ssh/ssh_host_ed25519_key.pub', "keys/${host.name}.pub", parents: true
     * </pre>
     *
     * @param destination relative to the working directory; every host needs one of its own, unless the call has {@code once: true}
     * @param parents makes the directory that holds it on the controller
     */
    @Operation
    void get(String path, Path destination, boolean parents = false) {
        def now = fact(new PathInfo(plain(path), true))
        if (!now.end.file) {
            throw problem('No file to get', "$path is ${Changes.described(now.end)}", 'Name a regular file of the host')
        }
        controllerDestination(destination)
        def here = destination.toFile()
        if (here.directory) {
            throw problem('Destination is a directory', "$destination of the controller is to hold $path",
                    "Name the file, too: '$destination/${path.tokenize('/').last()}'")
        }
        if (!here.file || here.length() != now.end.size() || now.end.checksum() != new Content.OnController(here.toPath()).sha256()) {
            touches new Area.Named('files of the controller')
            def folder = here.absoluteFile.parentFile
            if (parents && !folder.directory) {
                step new Step.Local("make $folder", { folder.mkdirs(); Result.DONE })
            }
            step new Step.Download(now.end.path(), destination)
        }
    }

    /**
     * A file made of a template in the syntax of Jinja, with the host, the parameters and the given data. Values come out as in
     * Jinja: true is {@code True}.
     *
     * <pre>
     * def site = files.template('site.conf.j2', '/etc/nginx/conf.d/site.conf', data: [port: 8080], mode: '0644')
     * if (site.changed) systemd.service('nginx', reloaded: true)
     * </pre>
     *
     * @param source relative to the file that says so: a deploy file, or one in lib/
     * @param path on the host
     * @param data names that the template may use, besides {@code host} and those of parameters
     * @param mode without it a new file gets 0644, or 0600 if there is a secret in it
     */
    @Operation
    void template(Path source, String path, Map<String, Object> data = [:], String owner = null, String group = null,
            Mode mode = null, boolean parents = false, boolean force = false, boolean backup = false, Command validate = null) {
        def template = new Template(source, { Path file -> new String(controllerFile(file), StandardCharsets.UTF_8) })
        def rendered = template.render(visible() + data)
        def now = fact(new FileContent(plain(path)))
        def contents = new Contents(now, new Placement(mode, owner, group), parents, force, backup, validate)
        step(contents.holding(content(rendered.text(), rendered.hidden())))
    }

    /**
     * One line of a text file; the file is made where it is missing.
     *
     * <pre>
     * files.line '/etc/ssh/sshd_config', 'PermitRootLogin no', match: '^#?PermitRootLogin'
     * files.line '/etc/sudoers.d/admins', 'ann ALL=(ALL) ALL', validate: 'visudo -cf %s', mode: '0440'
     * </pre>
     *
     * @param line stands for itself, and for the whole of a line
     * @param present false takes away every line that is equal, or that matches
     * @param match a regular expression: the last line in which it is found becomes this one
     * @param after a regular expression: a new line comes behind the last one in which it is found
     * @param before a regular expression: a new line comes ahead of the first one in which it is found
     */
    @Operation
    void line(String path, Content line, boolean present = true, String match = null, String after = null, String before = null,
            String owner = null, String group = null, Mode mode = null, boolean parents = false, boolean backup = false,
            Command validate = null) {
        def text = Contents.text(line)
        if (text.contains('\n')) {
            throw problem('Line has a line break', "files.line '$path' gets ${text.count('\n') + 1} lines",
                    'Use files.block for several lines')
        }
        def (matching, behind, ahead) = [pattern(match), pattern(after), pattern(before)]
        def contents = new Contents(fact(new FileContent(plain(path))), new Placement(mode, owner, group), parents, false, backup, validate)
        def lines = contents.lines()
        edit(contents, line, lines, present
                ? Edit.with(lines, text, matching, behind, ahead)
                : Edit.without(lines, text, matching))
    }

    /**
     * Several lines of a text file, held together by a line before and a line behind them.
     *
     * <pre>
     * files.block '/etc/hosts', '10.0.0.5 db\n10.0.0.6 cache', marker: '# {mark} cluster'
     * files.block '/etc/hosts', '', present: false, marker: '# {mark} old cluster'
     * </pre>
     *
     * @param present false takes away the block, whatever is in it
     * @param marker the two lines; {@code {mark}} becomes BEGIN and END. Two blocks of a file need different ones
     * @param after a regular expression: a new block comes behind the last line in which it is found
     * @param before a regular expression: a new block comes ahead of the first line in which it is found
     */
    @Operation
    void block(String path, Content content, boolean present = true, String marker = '# {mark} managed block', String after = null,
            String before = null, String owner = null, String group = null, Mode mode = null, boolean parents = false,
            boolean backup = false, Command validate = null) {
        if (!marker.contains('{mark}')) {
            throw problem('Marker has no {mark}', "marker: '$marker' would be the same ahead of the block and behind it", "Write it as '# {mark} name'")
        }
        def marks = [marker.replace('{mark}', 'BEGIN'), marker.replace('{mark}', 'END')]
        def block = Edit.lines(Contents.text(content))
        if (block.any { it in marks }) {
            throw problem('Block has a marker in it', "the content for $path has the line '${block.find { it in marks }}'",
                    "Take it out, or give another marker: '# {mark} name'")
        }
        def (behind, ahead) = [pattern(after), pattern(before)]
        def contents = new Contents(fact(new FileContent(plain(path))), new Placement(mode, owner, group), parents, false, backup, validate)
        def lines = contents.lines()
        if (Edit.broken(lines, marks)) {
            throw problem('Block has no end', "$path has the line '${marks[0]}' but not '${marks[1]}'", 'Mend the file by hand')
        }
        edit(contents, content, lines, present
                ? Edit.withBlock(lines, block, marks, behind, ahead)
                : Edit.withoutBlock(lines, marks))
    }

    private Map<String, Object> visible() {
        [host: (Object) host] + parameters()
    }

    private void edit(Contents contents, Content piece, List<String> lines, List<String> changed) {
        def same = changed.equals(lines)
        if (!same || contents.now().info().end.present) {
            def kept = same && contents.now().present
            def text = Edit.text(changed, Edit.end(contents.now().text))
            step(contents.holding(kept ? null : content(text, piece instanceof Content.Hidden)))
        }
    }

    private Content content(String text, boolean hidden) {
        hidden ? (Content) new Content.Hidden(secret(text)) : Content.text(text)
    }

    /** A file of the controller is read once for all hosts, and a large one is never held in memory. */
    private Work holding(Contents contents, Path source) {
        def entry = controllerEntry(source)
        entry.size() > FileContent.READ ? contents.holding(entry) : contents.holding(new Content.Bytes(controllerFile(source)))
    }

    private void remove(Info now, List<Type> kinds, boolean force, boolean backup) {
        def changes = new Changes()
        changes.remove(now, kinds, force, backup)
        step(changes.work())
    }

    private static Pattern pattern(String expression) {
        try {
            return expression == null ? null : Pattern.compile(expression)
        } catch (PatternSyntaxException wrong) {
            throw problem('Regular expression is wrong', "'$expression': ${wrong.description}",
                    'Put a backslash before signs that stand for themselves')
        }
    }
}
