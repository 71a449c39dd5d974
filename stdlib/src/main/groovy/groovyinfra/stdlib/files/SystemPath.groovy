package groovyinfra.stdlib.files

import groovy.transform.CompileStatic
import groovyinfra.model.Area

/** Where packages put files: what stands there may change with them. */
@CompileStatic
class SystemPath {
    private static final List<String> OF_USERS = ['/home/', '/root/', '/srv/', '/tmp/', '/var/tmp/', '/mnt/', '/media/'].asImmutable()

    /** What a fact about this path is about. */
    static Set<Area> areas(String path) {
        def folder = path.concat('/')
        for (each in OF_USERS) {
            if (folder.startsWith(each)) {
                return Set.of(Area.entry(path))
            }
        }
        Set.of(Area.entry(path), Area.PACKAGES)
    }
}
