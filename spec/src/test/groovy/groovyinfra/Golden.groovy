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

    /** The kept text of this name; the given one when texts are written anew. */
    String text(String name, String current) {
        Path file = folder.resolve(name + '.txt')
        if (System.getenv('GOLDEN') == 'write') {
            Files.createDirectories(folder)
            Files.writeString(file, current)
        }
        Files.readString(file)
    }
}
