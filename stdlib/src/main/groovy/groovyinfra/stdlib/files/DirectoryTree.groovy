package groovyinfra.stdlib.files

import groovy.transform.CompileStatic
import groovyinfra.model.Area
import groovyinfra.model.Command
import groovyinfra.model.Fact
import groovyinfra.model.Word
import groovyinfra.stdlib.files.PathInfo.Info
import groovyinfra.stdlib.files.PathInfo.Type

/**
 * A directory of the host with all that is in it, and the SHA-256 of every file. Names with a line break in them are left out.
 *
 * <pre>
 * println "${fact(DirectoryTree, '/srv/site').entries().size()} files and directories"
 * </pre>
 *
 * @param most how many files and directories it may be; of more nothing is told
 */
@CompileStatic
record DirectoryTree(String path, int most = 50_000) implements Fact<Entries> {
    /** What uploads leave for a moment. */
    private static final String SEEN = "-name '.groovy-infra-*' -prune -o -name '*\n*' -prune -o"
    private static final String LINKS = 'for l; do printf "%s\\0" "$l" "$(readlink "$l")"; done'

    /**
     * What is there.
     *
     * @param root the directory itself, or what stands there instead
     * @param entries by path below the directory
     * @param tar whether the host has that program
     * @param tooMany whether there are more than was asked for
     */
    record Entries(Info root, Map<String, Info> entries, boolean tar, boolean tooMany) {
    }

    @Override
    Command command() {
        Command.of(new Word.Joined([Word.raw('p='), Word.quoted(path)]), Word.raw("""; LC_ALL=C; export LC_ALL
            if command -v tar >/dev/null; then echo tar; else echo; fi
            if [ -d "\$p/" ]; then cd -- "\$p/" || exit 1
            if [ "\$(find . | head -n ${most + 1} | wc -l)" -gt $most ]; then echo many; exit 0; fi
            echo tree
            find . $SEEN -exec stat -c '%f:%s:0:%u:%g:%U:%G:%n' {} + || exit 1
            echo links
            find . $SEEN -type l -exec sh -c '$LINKS' sh {} + | $PathInfo.ON_LINES
            echo sums
            find . $SEEN -type f -exec sha256sum {} +
            elif [ -e "\$p" ] || [ -L "\$p" ]; then echo other; else echo nothing; fi"""))
    }

    @Override
    Entries parse(List<String> lines) {
        def tar = lines[0] == 'tar'
        switch (lines[1]) {
            case 'tree': return tree(lines.subList(2, lines.size()), tar)
            case 'many': return new Entries(Info.made(path, Type.DIRECTORY, null, null, null), [:], tar, true)
            case 'other': return new Entries(Info.made(path, Type.OTHER, null, null, null), [:], tar, false)
            default: return new Entries(Info.absent(path), [:], tar, false)
        }
    }

    private Entries tree(List<String> lines, boolean tar) {
        def (links, sums) = [lines.indexOf('links'), lines.lastIndexOf('sums')]
        def targets = targets(lines.subList(links + 1, sums))
        def digests = lines.subList(sums + 1, lines.size()).collectEntries { digest(it) } as Map<String, String>
        def all = [:] as Map<String, Info>
        for (line in lines.subList(0, links)) {
            def (stat, name) = [line.split(':', 8), below(line.split(':', 8)[7])]
            def info = PathInfo.read(name ? "$path/$name".toString() : path, stated(stat, targets[name]), digests[name])
            all[name] = info
        }
        def root = all.remove('')
        new Entries(root, all.asImmutable(), tar, false)
    }

    private static List<String> stated(String[] stat, String target) {
        def line = stat.take(7).join(':')
        target == null ? [line] : [line, target, '', '']
    }

    private static Map<String, String> targets(List<String> lines) {
        lines.collate(2).collectEntries { [(below(it[0])): PathInfo.withBreaks(it[1])] }
    }

    /** The program puts a backslash before the line where a name has one in it. */
    private static List<String> digest(String line) {
        def plain = line.startsWith('\\') ? line.substring(1).replace('\\\\', '\\') : line
        [below(plain.substring(66)), plain.substring(0, 64)]
    }

    private static String below(String name) {
        name == '.' ? '' : name.substring(2)
    }

    @Override
    Set<Area> about() {
        Set.of(Area.path(path))
    }
}
