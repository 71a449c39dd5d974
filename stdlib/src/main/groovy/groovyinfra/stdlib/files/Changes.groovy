package groovyinfra.stdlib.files

import groovy.transform.CompileStatic
import groovyinfra.model.Area
import groovyinfra.model.Command
import groovyinfra.model.Fact
import groovyinfra.model.Mode
import groovyinfra.model.Options
import groovyinfra.model.Problem
import groovyinfra.model.ProblemException
import groovyinfra.model.Step
import groovyinfra.model.Word
import groovyinfra.model.Work
import groovyinfra.stdlib.files.PathInfo.Info
import groovyinfra.stdlib.files.PathInfo.Type

/** Steps on the file system of the host, what they touch, and what is known once they are done. Of one call. */
@CompileStatic
class Changes {
    private final List<Step> steps = []
    private final Set<Area> touched = [] as Set
    private final Map<Fact<?>, Object> known = [:]

    /** All of it. */
    Work work() {
        new Work(steps, touched, known, false)
    }

    /** A command. */
    void run(Object... words) {
        step new Step.Run(Command.of(words), Options.NONE, Optional.empty())
    }

    /** Any step. */
    void step(Step step) {
        steps << step
    }

    /** What the steps touch. */
    void touches(Area... areas) {
        touched.addAll(areas)
    }

    /** What the answer to a fact will be. */
    void assume(Fact<?> fact, Object answer) {
        known[fact] = answer
    }

    /** Takes away what is there, or puts it aside; without force only what is of these kinds. */
    void remove(Info now, List<Type> kinds, boolean force, boolean backup) {
        if (!now.present) {
            return
        }
        if (!(now.type() in kinds) && !force) {
            throw problem('Path is something else', "${now.path()} is ${described(now)}", 'Say force: true to take it away, too')
        }
        if (backup) {
            run 'mv', '--', now.path(), aside(now.path())
        } else {
            run 'rm', now.directory ? '-rf' : '-f', '--', now.path()
        }
        touches Area.path(now.path())
        assume new PathInfo(now.path()), Info.absent(now.path())
        assume new PathInfo(now.path(), true), Info.absent(now.path())
        assume new FileContent(now.path()), new FileContent.Text(Info.absent(now.path()), null)
    }

    /** Takes away what is in the place of something else, if it may. */
    void clear(Info now, String wanted, boolean force, boolean backup) {
        if (!force) {
            throw problem('Path is something else', "${now.path()} is to be a $wanted and is ${described(now)}",
                    'Say force: true to put it in its place, or choose another path')
        }
        remove(now, Type.values().toList(), true, backup)
    }

    /** Makes the directory that is to hold it; the owner of what is in it owns it, too. */
    void makeParent(String path, Placement placement) {
        def parent = path.replaceFirst('/[^/]*$', '') ?: '/'
        def made = Info.made(parent, Type.DIRECTORY, Mode.of('0755'), null, null)
        def owned = new Placement(null, placement.owner(), placement.group())
        run 'mkdir', '-p', '--', parent
        for (command in owned.missing(made)) {
            run command
        }
        touches Area.entry(parent)
        assume new PathInfo(parent), owned.of(made)
    }

    /** Where what stands at a path is kept: most programs that read whole directories pass over such names. */
    static Word aside(String path) {
        new Word.Joined([Word.quoted(path), Word.raw('.$(date -u +%Y%m%dT%H%M%SZ)~')])
    }

    /** What is there, for messages. */
    static String described(Info info) {
        switch (info.type()) {
            case Type.ABSENT: return 'not there'
            case Type.OTHER: return 'neither file nor directory'
            case Type.LINK: return "a link to ${info.target()}${info.leadsTo()?.link ? ', which leads back to itself' : ''}"
            default: return "a ${info.type().name().toLowerCase()}"
        }
    }

    /** Says why it cannot be done. */
    static ProblemException problem(String summary, String detail, String attempt) {
        new ProblemException(new Problem(summary, Problem.Where.NOWHERE, detail, attempt))
    }
}
