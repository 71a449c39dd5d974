package groovyinfra.stdlib.files

import groovyinfra.model.Content
import groovyinfra.model.Mode
import groovyinfra.stdlib.files.FileContent.Text
import groovyinfra.stdlib.files.PathInfo.Info
import groovyinfra.stdlib.files.PathInfo.Type
import java.time.Instant

/** Things at paths of a host, as facts describe them. */
class Paths {
    static Info file(String path, String text = '', String mode = '0644', String owner = 'root', String group = 'root') {
        new Info(path, Type.FILE, Mode.of(mode), owner, group, 0, 0, text.bytes.length, Instant.EPOCH, Content.text(text).sha256(), null, null)
    }

    static Info directory(String path, String mode = '0755', String owner = 'root', String group = 'root') {
        new Info(path, Type.DIRECTORY, Mode.of(mode), owner, group, 0, 0, 4096, Instant.EPOCH, null, null, null)
    }

    static Info socket(String path) {
        new Info(path, Type.OTHER, Mode.of('0755'), 'root', 'root', 0, 0, 0, Instant.EPOCH, null, null, null)
    }

    static Info link(String path, String target, Info end) {
        new Info(path, Type.LINK, Mode.of('0777'), 'root', 'root', 0, 0, 1, Instant.EPOCH, null, target, end)
    }

    static Info circle(String path, String target) {
        link(path, target, link(path, target, null))
    }

    static Info none(String path, boolean orphan = false) {
        Info.absent(path, orphan)
    }

    /** The answer to FileContent for what stands there. */
    static Map content(Info info, String text = '') {
        [(new FileContent(info.path())): new Text(info, info.end.file ? new Content.Bytes(text.bytes) : null)]
    }

    /** The answer to PathInfo for what stands there. */
    static Map info(Info info, boolean checksum = false) {
        [(new PathInfo(info.path(), checksum)): info]
    }
}
