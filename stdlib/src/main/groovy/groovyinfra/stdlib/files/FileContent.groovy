package groovyinfra.stdlib.files

import groovy.transform.CompileStatic
import groovyinfra.model.Area
import groovyinfra.model.Command
import groovyinfra.model.Content
import groovyinfra.model.Fact
import java.nio.ByteBuffer
import java.nio.charset.CharacterCodingException
import java.nio.charset.StandardCharsets

/**
 * The content of a file of the host, and what {@link PathInfo} says of the path. Links are followed.
 *
 * <pre>
 * def version = fact(FileContent, '/srv/app/VERSION').text.trim()
 * </pre>
 *
 * @param most bytes; the content of a larger file stays on the host, and its checksum comes in its place
 */
@CompileStatic
@SuppressWarnings('EqualsAndHashCode') // equals is the record's
record FileContent(String path, int most = 1 << 20) implements Fact<Text> {
    /** As much as is read where nothing else is said. */
    static final int READ = 1 << 20

    /**
     * What is in the file.
     *
     * @param content nothing where there is no regular file, or a larger one than was asked for
     */
    record Text(PathInfo.Info info, Content.Bytes content) {
        /** Whether there is a file. */
        boolean isPresent() {
            info.end.file
        }

        /** The content in UTF-8; empty where there is no file. */
        String getText() {
            if (present && !content) {
                throw new IllegalStateException("$info.path is too large to be read: $info.end.size bytes")
            }
            content ? new String(content.bytes(), StandardCharsets.UTF_8) : ''
        }

        /** Line for line, without line ends. */
        List<String> getLines() {
            text.readLines()
        }

        /** Whether people can read it: UTF-8 without NUL. */
        boolean isReadable() {
            content == null ? !present : decodes(content.bytes())
        }

        private static boolean decodes(byte[] bytes) {
            try {
                return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString().indexOf(0) < 0
            } catch (CharacterCodingException ignored) {
                return false
            }
        }
    }

    @Override
    Command command() {
        PathInfo.look(path, """if [ -f "\$p" ]; then z=\${s#*:}
            if [ "\${z%%:*}" -le $most ]; then echo content; exec base64 < "\$p"; else exec sha256sum < "\$p"; fi; fi""")
    }

    @Override
    Text parse(List<String> lines) {
        def said = PathInfo.length(lines)
        if (lines.size() <= said) {
            return new Text(PathInfo.read(path, lines, null), null)
        }
        if (!lines[said].equals('content')) {
            return new Text(PathInfo.read(path, lines, lines[said].tokenize()[0]), null)
        }
        def bytes = Base64.mimeDecoder.decode(String.join('', lines.subList(said + 1, lines.size())))
        new Text(PathInfo.read(path, lines, null), new Content.Bytes(bytes))
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
