package groovyinfra.stdlib.files

import groovy.transform.CompileStatic
import groovyinfra.model.SourceEntry
import groovyinfra.model.SourceEntry.Kind
import groovyinfra.model.Area
import groovyinfra.model.Content
import groovyinfra.model.Difference
import groovyinfra.model.Mode
import groovyinfra.model.Step
import groovyinfra.model.Word
import groovyinfra.model.Work
import groovyinfra.stdlib.files.DirectoryTree.Entries
import groovyinfra.stdlib.files.PathInfo.Info
import groovyinfra.stdlib.files.PathInfo.Type
import java.nio.file.Files as Nio

/** A directory of the host on its way to what is in one of the controller. Of one call. */
@CompileStatic
class TreeSync {
    /** So many files travel one by one, with their differences; more as one stream. */
    static final int FEW = 16
    /** Files up to this size are shown. */
    static final int SHOWN = 32 << 10
    private static final int OF_ONE_COMMAND = 500
    private static final Map<Kind, Type> TYPES = [(Kind.FILE): Type.FILE, (Kind.DIRECTORY): Type.DIRECTORY, (Kind.LINK): Type.LINK].asImmutable()

    private final String path
    private final Entries now
    private final List<SourceEntry> wanted
    private final Placement files
    private final Placement directories
    private final Changes changes = new Changes()
    private final Map<String, Info> then

    /**
     * From here to there.
     *
     * @param now what is there
     * @param wanted what is to be there
     * @param files how files are to be held; without a mode new ones that can be run are 0755, others 0644
     * @param directories likewise; without a mode new ones are 0755
     */
    TreeSync(String path, Entries now, List<SourceEntry> wanted, Placement files, Placement directories) {
        this.path = path
        this.now = now
        this.wanted = wanted
        this.files = files
        this.directories = directories
        this.then = new LinkedHashMap<>(now.entries())
    }

    /** Refuses what cannot be done. */
    void check() {
        if (now.root().present && !now.root().directory) {
            throw Changes.problem('Path is something else', "$path is no directory", 'Take it away first, or choose another path')
        }
        if (now.tooMany()) {
            throw Changes.problem('Directory holds too much', "$path has more than ${new DirectoryTree(path).most()} files and directories",
                    'Name a directory that holds only what is to be compared')
        }
        def broken = wanted.find { it.path().contains('\n') }
        if (broken) {
            throw Changes.problem('Name has a line break', "'${broken.path()}'", 'Give the file another name')
        }
        if (missing.size() > FEW && !now.tar()) {
            throw Changes.problem('The host has no tar', "${missing.size()} files for $path come as one stream", "Install it before: apt.packages 'tar'")
        }
    }

    /** The regular files whose content is not there. */
    List<SourceEntry> getMissing() {
        wanted.findAll { it.kind() === Kind.FILE && !same(it) }
    }

    private boolean same(SourceEntry entry) {
        def there = now.entries()[entry.path()]
        there && there.file && there.size() == entry.size() && there.checksum() == entry.sha256()
    }

    /** Those of them that can be shown with what is there now: none where they are too many. */
    List<String> getShown() {
        missing.size() > FEW ? [] : missing.findAll { it.size() <= SHOWN && now.entries()[it.path()]?.file }*.path()
    }

    /**
     * What has to be done.
     *
     * @param delete takes away what is not wanted
     * @param kept what stays even so, by path below the directory
     * @param texts of the files that can be shown
     */
    Work work(boolean delete, Closure<Boolean> kept, Map<String, FileContent.Text> texts) {
        makeWay(delete, kept)
        makeDirectories()
        def missing = missing
        if (missing.size() <= FEW) {
            missing.each { upload(it, texts[it.path()]) }
        } else {
            changes.step new Step.Tree(path, missing.collect { member(it) }, Optional.ofNullable(files.owner()), Optional.ofNullable(files.group()))
        }
        missing.each { then[it.path()] = files.of(held(it)) }
        makeLinks()
        hold()
        if (changes.work().steps()) {
            changes.touches Area.path(path)
            def root = now.root().directory ? now.root() : Info.made(path, Type.DIRECTORY, directories.mode() ?: Mode.of('0755'), null, null)
            changes.assume new DirectoryTree(path), new Entries(directories.of(root), then.asImmutable(), now.tar(), false)
        }
        changes.work()
    }

    private void makeWay(boolean delete, Closure<Boolean> kept) {
        def types = wanted.collectEntries { [(it.path()): TYPES[it.kind()]] } as Map<String, Type>
        def inTheWay = now.entries().findAll { name, info ->
            types[name] && info.type() !== types[name] && (info.directory || types[name] === Type.DIRECTORY)
        }.keySet()
        if (inTheWay && !delete) {
            throw Changes.problem('Path is something else', "$path/${inTheWay.first()} is ${Changes.described(now.entries()[inTheWay.first()])}",
                    'Say delete: true to take it away, too')
        }
        def gone = (delete ? now.entries().keySet().findAll { !types[it] && !kept(it) } : []) as Set<String>
        gone.removeAll { candidate -> now.entries().keySet().any { it.startsWith("$candidate/") && (types[it] || kept(it)) } }
        gone.addAll(inTheWay)
        def topmost = gone.findAll { name -> !parents(name).any { it in gone } }.sort()
        each(topmost) { changes.run 'rm', '-rf', '--', it }
        then.keySet().removeAll { name -> name in gone || parents(name).any { it in gone } }
    }

    private static List<String> parents(String name) {
        def parts = name.tokenize('/')
        (1..<parts.size()).collect { parts.take(it).join('/') }
    }

    private void makeDirectories() {
        def mode = directories.mode() ?: Mode.of('0755')
        if (!now.root().directory) {
            changes.run 'mkdir', '-p', '-m', mode.toString(), '--', path
            owned([''])
        }
        def missing = wanted.findAll { it.kind() === Kind.DIRECTORY && !then[it.path()]?.directory }*.path()
        each(missing) { changes.run 'mkdir', '-m', mode.toString(), '--', it }
        owned(missing)
        missing.each { then[it] = directories.of(Info.made("$path/$it", Type.DIRECTORY, mode, null, null)) }
    }

    private void owned(List<String> names) {
        if (directories.ownerAndGroup) {
            each(names) { changes.run 'chown', directories.ownerAndGroup, '--', it }
        }
    }

    private Info held(SourceEntry entry) {
        def there = now.entries()[entry.path()]
        def info = there && there.file ? there : Info.made("$path/${entry.path()}", Type.FILE, null, null, null)
        info.with(mode(entry, there), info.owner(), info.group(), info.uid(), info.gid()).with(entry.size(), entry.sha256())
    }

    /** As it is to be held; where nothing is said, as it is, if the owner may run it as he may run the source. */
    private Mode mode(SourceEntry entry, Info there) {
        if (files.mode()) {
            return files.mode()
        }
        def fitting = there && there.file && ((there.mode().bits() & 0100) != 0) == entry.executable()
        fitting ? there.mode() : Mode.of(entry.executable() ? '0755' : '0644')
    }

    private void upload(SourceEntry entry, FileContent.Text text) {
        def content = new Content.OnController(entry.file())
        changes.step new Step.Upload(content, "$path/${entry.path()}", Optional.of(mode(entry, now.entries()[entry.path()])),
                Optional.ofNullable(files.owner()), Optional.ofNullable(files.group()), difference(entry, text))
    }

    private Optional<Difference> difference(SourceEntry entry, FileContent.Text text) {
        if (entry.size() > SHOWN || text != null && !text.readable) {
            return Optional.empty()
        }
        def place = "$path/${entry.path()}".toString()
        def content = new FileContent.Text(Info.made(place, Type.FILE, null, null, null), new Content.Bytes(Nio.readAllBytes(entry.file())))
        content.readable && (text != null || !now.entries()[entry.path()])
            ? Optional.of(new Difference(place, Optional.ofNullable(text?.text), content.text)) : Optional.<Difference>empty()
    }

    private Step.Tree.Member member(SourceEntry entry) {
        def there = now.entries()[entry.path()]
        def known = there && there.file
        new Step.Tree.Member(entry.path(), new Content.OnController(entry.file()), entry.size(), mode(entry, there),
                known ? there.uid() : 0, known ? there.gid() : 0)
    }

    private void makeLinks() {
        for (entry in wanted.findAll { it.kind() === Kind.LINK }) {
            def there = then[entry.path()]
            if (!there?.link || there.target() != entry.target()) {
                def place = "$path/${entry.path()}".toString()
                changes.run 'ln', '-sfn', '--', entry.target(), place
                def made = Info.made(place, Type.LINK, Mode.of('0777'), null, null).to(entry.target())
                if (files.ownerAndGroup) {
                    changes.run 'chown', '-h', files.ownerAndGroup, '--', place
                }
                then[entry.path()] = files.of(made)
            }
        }
    }

    /** Owner and mode of what was there already, with few commands. */
    private void hold() {
        def root = now.root().directory ? [new SourceEntry('', Kind.DIRECTORY, null, 0, '', false, '')] : []
        Map<List<Word>, List<String>> commands = [:].withDefault { [] }
        for (entry in root + wanted) {
            def there = entry.path() ? then[entry.path()] : now.root()
            def mode = entry.kind() === Kind.FILE ? mode(entry, there) : null
            def placement = entry.kind() === Kind.DIRECTORY ? directories : new Placement(mode, files.owner(), files.group())
            for (command in placement.missing(there)) {
                commands[command.words().dropRight(1)] << entry.path()
            }
            if (entry.path()) {
                then[entry.path()] = placement.of(there)
            }
        }
        commands.each { words, names -> each(names) { changes.run words, it } }
    }

    private void each(Collection<String> names, Closure<?> action) {
        names.collect { it ? "$path/$it".toString() : path }.collate(OF_ONE_COMMAND).each(action)
    }
}
