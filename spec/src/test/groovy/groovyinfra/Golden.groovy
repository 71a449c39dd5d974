package groovyinfra

import java.nio.file.Files
import java.nio.file.Path

/** Whole texts, kept as files beside the specs; written anew with {@code GOLDEN=write}, never otherwise. */
class Golden {
    private final Path folder

    /** Texts of one package. */
    Golden(String name) {
        this.folder = Path.of(System.getProperty('project.root'), 'spec/src/test/resources/golden', name)
    }

    /** The kept text of this name; the given one when texts are written anew. Where they differ it fails with the first line that does. */
    String text(String name, String current) {
        Path file = folder.resolve(name + '.txt')
        if (System.getenv('GOLDEN') == 'write') {
            Files.createDirectories(folder)
            Files.writeString(file, current)
        }
        def kept = Files.readString(file)
        if (kept != current) {
            throw new AssertionError((Object) difference(name, kept, current))
        }
        kept
    }

    /** What differs first, before the whole text: of that, a log may show the beginning only. */
    private static String difference(String name, String kept, String current) {
        def was = kept.readLines()
        def now = current.readLines()
        int line = 0
        while (line < was.size() && line < now.size() && was[line] == now[line]) {
            line++
        }
        "golden/${name}.txt:${line + 1}: expected ${shown(was, line)}, got ${shown(now, line)}; the whole text:\n$current"
    }

    private static String shown(List<String> lines, int number) {
        number < lines.size() ? "'${lines[number]}'" : 'the end'
    }
}
