package groovyinfra.stdlib.files

import groovy.transform.CompileStatic
import groovyinfra.model.Area
import groovyinfra.model.Mode
import groovyinfra.model.Work
import groovyinfra.stdlib.files.PathInfo.Info
import groovyinfra.stdlib.files.PathInfo.Type

/**
 * A directory on its way to a placement.
 *
 * @param now what stands at the path
 * @param force takes away what is no directory
 * @param backup puts that aside instead
 */
@CompileStatic
record Directories(Info now, Placement placement, boolean force, boolean backup) {

    /** What has to be done until it is there, and until what is in it has the same owner where something has another one. */
    Work made(boolean foreign) {
        def changes = new Changes()
        def there = now.end.directory ? now.end : null
        if (!there) {
            if (now.present) {
                changes.clear(now, 'directory', force, backup)
            }
            changes.run 'mkdir', '-p', placement.mode() ? ['-m', placement.mode().toString()] : null, '--', now.path()
            changes.touches Area.entry(now.path())
            there = Info.made(now.path(), Type.DIRECTORY, placement.mode() ?: Mode.of('0755'), null, null)
        }
        hold(changes, there)
        if (foreign) {
            changes.touches Area.path(now.path())
            changes.run 'chown', '-R', '-h', placement.ownerAndGroup, '--', now.path()
            changes.assume new ForeignEntries(now.path(), placement.owner(), placement.group()), false
        }
        changes.work()
    }

    private void hold(Changes changes, Info there) {
        def commands = placement.missing(there)
        for (command in commands) {
            changes.run command
        }
        if (commands || !now.end.directory) {
            def then = placement.of(there)
            changes.touches Area.entry(there.path()), Area.entry(now.path())
            changes.assume new PathInfo(now.path()), now.link && now.end.directory ? now.leading(then) : then
        }
    }
}
