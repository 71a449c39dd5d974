package groovyinfra.stdlib.files

import groovy.transform.CompileStatic
import groovyinfra.model.Command
import groovyinfra.model.Mode
import groovyinfra.stdlib.files.PathInfo.Info

/**
 * How something in the file system is to be held: what is not said may be as it is.
 *
 * @param owner a name, or a number
 * @param group a name, or a number
 */
@CompileStatic
record Placement(Mode mode, String owner, String group) {

    /** The commands that are needed until what stands there is held so. No mode is asked for a link, which has none of its own. */
    List<Command> missing(Info info) {
        def ownerWrong = owner && !(owner in [info.owner(), info.uid()?.toString()])
        def groupWrong = group && !(group in [info.group(), info.gid()?.toString()])
        List<Command> commands = []
        if (ownerWrong || groupWrong) {
            def names = (ownerWrong ? owner : '') + (groupWrong ? ":$group" : '')
            commands << Command.of('chown', info.link ? '-h' : null, names, '--', info.path())
        }
        // A change of owner takes set-uid bits away, so that the mode comes after it.
        if (mode && (info.mode() != mode || commands && (mode.bits() & 06000))) {
            commands << Command.of('chmod', mode.toString(), '--', info.path())
        }
        commands
    }

    /** Both in the form of chown. */
    String getOwnerAndGroup() {
        (owner ?: '') + (group ? ":$group" : '')
    }

    /** What stands there once it is held so. */
    Info of(Info info) {
        info.with(info.link || mode === null ? info.mode() : mode, owner ?: info.owner(), group ?: info.group(),
                owner ? number(owner) : info.uid(), group ? number(group) : info.gid())
    }

    private static Long number(String name) {
        Character.isDigit(name.charAt(0)) && name.isLong() ? Long.valueOf(name) : null
    }
}
