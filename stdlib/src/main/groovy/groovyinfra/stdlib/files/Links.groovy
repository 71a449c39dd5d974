package groovyinfra.stdlib.files

import groovy.transform.CompileStatic
import groovyinfra.model.Area
import groovyinfra.model.Mode
import groovyinfra.model.Work
import groovyinfra.stdlib.files.PathInfo.Info
import groovyinfra.stdlib.files.PathInfo.Type

/**
 * A link on its way to a target.
 *
 * @param now what stands at the path
 * @param placement of the link itself
 * @param parents makes the directory that holds it
 * @param force takes away what is no link
 * @param backup puts that aside instead
 */
@CompileStatic
record Links(Info now, Placement placement, boolean parents, boolean force, boolean backup) {

    /** What has to be done until it is a symbolic link with this target. */
    Work symbolic(String target) {
        def changes = new Changes()
        def link = now
        if (!now.link || now.target() != target) {
            make(changes, '-sfn', target)
            link = Info.made(now.path(), Type.LINK, Mode.of('0777'), null, null).to(target)
        }
        def commands = placement.missing(link)
        for (command in commands) {
            changes.run command
        }
        if (commands || !link.is(now)) {
            changes.touches Area.entry(now.path())
            changes.assume new PathInfo(now.path()), placement.of(link)
        }
        changes.work()
    }

    /** What has to be done until it is another name of the target. */
    Work hard(String target, boolean same) {
        def changes = new Changes()
        if (!same) {
            make(changes, '-fn', target)
            changes.assume new SameFile(now.path(), target), true
        }
        changes.work()
    }

    private void make(Changes changes, String flags, String target) {
        if (now.present && !now.link) {
            changes.clear(now, 'link', force, backup)
        }
        if (now.orphan() && parents) {
            changes.makeParent(now.path(), placement)
        }
        changes.run 'ln', flags, '--', target, now.path()
        changes.touches Area.path(now.path())
    }
}
