package groovyinfra.compile

import groovy.io.FileType
import groovyinfra.model.Problem
import groovyinfra.model.ProblemException
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** The standard library is the first library of a user: it keeps to what the compiler holds users to. */
class FirstUserLibrarySpec extends Specification {
    private static final Path SOURCES = Path.of(System.getProperty('project.root'), 'stdlib/src/main/groovy')

    @TempDir
    Path folder

    def 'the standard library compiles with the settings of what users write'() {
        given: 'its sources in lib/, beside a deploy file'
        def count = 0
        SOURCES.toFile().eachFileRecurse(FileType.FILES) { file ->
            def copy = folder.resolve('lib').resolve(SOURCES.relativize(file.toPath()))
            Files.createDirectories(copy.parent)
            Files.writeString(copy, file.text.replaceAll(/(?m)^@CompileStatic$/, ''))
            count++
        }
        Files.writeString(folder.resolve('deploy.groovy'), 'println host.name\n')

        when:
        List<Problem> problems = []
        try {
            new Compiler(new Without(getClass().classLoader)).compile(Sources.read([folder.resolve('deploy.groovy')]))
        } catch (ProblemException refused) {
            problems = refused.problems()
        }

        then:
        count > 40
        problems == []
    }

    /** All classes but those of the standard library. */
    private static class Without extends ClassLoader {
        Without(ClassLoader parent) {
            super(parent)
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) {
            if (name.startsWith('groovyinfra.stdlib.')) {
                throw new ClassNotFoundException(name)
            }
            super.loadClass(name, resolve)
        }

        @Override
        URL getResource(String name) {
            name.startsWith('groovyinfra/stdlib/') ? null : super.getResource(name)
        }

        @Override
        Enumeration<URL> getResources(String name) {
            name == StandardLibrary.INDEX ? Collections.emptyEnumeration() : super.getResources(name)
        }
    }
}
