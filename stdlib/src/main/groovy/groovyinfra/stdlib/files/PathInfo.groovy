package groovyinfra.stdlib.files

import groovy.transform.CompileStatic
import groovy.transform.RecordOptions
import groovyinfra.model.Area
import groovyinfra.model.Command
import groovyinfra.model.Fact
import groovyinfra.model.Mode
import groovyinfra.model.Word
import java.time.Instant

/**
 * What stands at a path of the host. A symbolic link is described as a link, and has what it leads to as its {@code end}.
 *
 * <pre>
 * if (fact(PathInfo, '/srv/app/current').end.directory) println 'there is a release'
 * println fact(PathInfo, '/etc/app.conf', true).checksum
 * </pre>
 *
 * @param checksum whether the SHA-256 of a regular file is wanted
 */
@CompileStatic
@SuppressWarnings('EqualsAndHashCode') // equals is the record's
record PathInfo(String path, boolean checksum = false) implements Fact<Info> {
    private static final String FORM = "stat -c '%f:%s:%Y:%u:%g:%U:%G'"
    private static final String STAT = "LC_ALL=C $FORM"
    private static final String BREAK = '\u0001'
    /** Brings texts that each end with NUL on one line each. */
    static final String ON_LINES = "tr '\\n\\0' '\\1\\n'"

    /** The kinds of things that a path can lead to. */
    static enum Type {
        ABSENT, FILE, DIRECTORY, LINK, OTHER
    }

    /**
     * A thing in the file system, or that there is none.
     *
     * @param size in bytes
     * @param checksum in hexadecimal digits, where it was asked for
     * @param target of a symbolic link, as it is written in it
     * @param leadsTo of a symbolic link: what it leads to, under its real path
     * @param orphan of nothing: whether the directory that would hold it is missing, too
     */
    @RecordOptions(size = false)
    record Info(String path, Type type, Mode mode, String owner, String group, Long uid, Long gid, long size,
            Instant modified, String checksum, String target, Info leadsTo, boolean orphan = false) {
        /** Nothing. */
        static Info absent(String path, boolean orphan = false) {
            new Info(path, Type.ABSENT, null, null, null, null, null, 0, null, null, null, null, orphan)
        }

        /** Something that a planned operation will have made. */
        static Info made(String path, Type type, Mode mode, String owner, String group) {
            new Info(path, type, mode, owner, group, null, null, 0, null, null, null, null)
        }

        /** Whether there is anything; a link that leads nowhere is something. */
        boolean isPresent() {
            type !== Type.ABSENT
        }

        /** Whether it is a regular file. */
        boolean isFile() {
            type === Type.FILE
        }

        /** Whether it is a directory. */
        boolean isDirectory() {
            type === Type.DIRECTORY
        }

        /** Whether it is a symbolic link. */
        boolean isLink() {
            type === Type.LINK
        }

        /** What one reaches by following links. */
        Info getEnd() {
            leadsTo === null ? this : leadsTo
        }

        /** The same link, written so. */
        Info to(String target) {
            new Info(path, type, mode, owner, group, uid, gid, size, modified, checksum, target, leadsTo, orphan)
        }

        /** The same link, leading to this. */
        Info leading(Info end) {
            new Info(path, type, mode, owner, group, uid, gid, size, modified, checksum, target, end, orphan)
        }

        /** The same thing with this size and checksum. */
        Info with(long size, String checksum) {
            new Info(path, type, mode, owner, group, uid, gid, size, modified, checksum, target, leadsTo, orphan)
        }

        /** The same thing, held so. */
        Info with(Mode mode, String owner, String group, Long uid, Long gid) {
            new Info(path, type, mode, owner, group, uid, gid, size, modified, checksum, target, leadsTo, orphan)
        }
    }

    /** What is there and no link needs no process that reads what stat says, a directory none beside stat: half the cost, a third. */
    @Override
    Command command() {
        def further = checksum ? 'if [ -f "$p" ]; then exec sha256sum < "$p"; else echo; fi' : 'echo'
        look(path, further, """if [ -L "\$p" ]; then :; elif [ -d "\$p" ]; then exec $FORM -- "\$p"
            elif [ -e "\$p" ] && $STAT -- "\$p" 2>/dev/null; then $further; exit; fi; """)
    }

    /**
     * The question with another one behind it, which gets the path as {@code $p} and what stat says of it, behind a link, as
     * {@code $s}; it is asked where something is there.
     *
     * @param before what may answer all of it first, and then exits
     */
    static Command look(String path, String further, String before = '') {
        Command.of(new Word.Joined([Word.raw('p='), Word.quoted(path)]), Word.raw("""; ${before}if s=\$($STAT -- "\$p" 2>&1); then
            printf '%s\\n' "\$s"
            if [ -L "\$p" ]; then t=\$(readlink -- "\$p") r=\$(readlink -f -- "\$p")
            case \$t\$r in *'\n'*) printf '%s\\0' "\$t" "\$r" | $ON_LINES;; *) printf '%s\\n' "\$t" "\$r";; esac
            s=\$($STAT -L -- "\$p" 2>&1) || case \$s in *': Too many levels of symbolic links'|*': Symbolic link loop') s=circle;; *) s=;; esac
            printf '%s\\n' "\$s"; fi
            $further
            else case \$s in
            *'No such file or directory'*|*'Not a directory'*) case \$p in */*) [ -d "\${p%/*}/" ] || echo orphan;; esac;;
            *) printf '%s\\n' "\$s" >&2; false;; esac; fi"""))
    }

    @Override
    Info parse(List<String> lines) {
        read(path, lines, lines.size() > length(lines) ? lines.last().tokenize()[0] : null)
    }

    /** How many of the lines are about the path itself. */
    static int length(List<String> lines) {
        lines.empty ? 0 : !lines[0].equals('orphan') && type(lines[0]) === Type.LINK ? 4 : 1
    }

    /** From the lines that {@link #look} prints. */
    static Info read(String path, List<String> lines, String checksum) {
        if (lines.empty || lines[0].equals('orphan')) {
            return Info.absent(path, !lines.empty)
        }
        if (type(lines[0]) !== Type.LINK) {
            return info(path, lines[0], checksum, null, null)
        }
        def (target, real, stat) = [withBreaks(lines[1]), withBreaks(lines[2]), lines[3]]
        info(path, lines[0], null, target, end(path, target, real, stat, checksum) ?: info(path, lines[0], null, target, null))
    }

    /** What a link leads to; where that is in a directory that is not there, readlink has no real path. Nothing in a circle of links. */
    private static Info end(String path, String target, String real, String stat, String checksum) {
        if (stat == 'circle') {
            return null
        }
        def orphan = real.empty
        def place = !orphan ? real : target.startsWith('/') ? target : path.replaceFirst('[^/]*$', '') + target
        stat ? info(place, stat, checksum, null, null) : Info.absent(place, orphan)
    }

    /** With its line breaks again. */
    static String withBreaks(String line) {
        line.replace(BREAK, '\n')
    }

    private static Type type(String stat) {
        switch (Integer.parseInt(stat, 0, stat.indexOf(':'), 16) & 0xf000) {
            case 0x8000: return Type.FILE
            case 0x4000: return Type.DIRECTORY
            case 0xa000: return Type.LINK
            default: return Type.OTHER
        }
    }

    private static Info info(String path, String stat, String checksum, String target, Info end) {
        def parts = stat.split(':')
        // Of names there are few, and a plan keeps hundreds of thousands of answers.
        new Info(path, type(stat), new Mode(Integer.parseInt(parts[0], 16) & 0xfff), parts[5].intern(), parts[6].intern(),
                Long.parseLong(parts[3]), Long.parseLong(parts[4]), Long.parseLong(parts[1]), Instant.ofEpochSecond(Long.parseLong(parts[2])),
                checksum, target, end)
    }

    /** Of the path, whose hash is kept in it: facts are looked up at every call. */
    @Override
    int hashCode() {
        path.hashCode()
    }

    @Override
    Set<Area> about() {
        SystemPath.areas(path)
    }
}
