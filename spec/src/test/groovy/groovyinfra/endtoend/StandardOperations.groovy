package groovyinfra.endtoend

import groovyinfra.author.Declaration
import groovyinfra.author.Library
import java.nio.file.Files
import java.nio.file.Path

/** The operations of the standard library, as its sources have them. */
class StandardOperations {
    private static final Path SOURCES = Path.of(System.getProperty('project.root'), 'stdlib/src/main/groovy')

    static List<Declaration> all() {
        def names = Files.walk(SOURCES).filter { it.toString().endsWith('.groovy') && it.toFile().text.contains('extends Library') }
            .map { SOURCES.relativize(it).toString().replace('/', '.') - '.groovy' }.toList()
        names.toSorted().collectMany { Declaration.of((Class<? extends Library>) Class.forName(it)) }
    }
}
