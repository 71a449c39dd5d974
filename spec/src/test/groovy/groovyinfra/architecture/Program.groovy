package groovyinfra.architecture

import com.tngtech.archunit.core.domain.JavaClasses
import com.tngtech.archunit.core.importer.ClassFileImporter
import com.tngtech.archunit.core.importer.ImportOption
import groovy.transform.Memoized
import java.nio.file.Files
import java.nio.file.Path

/** The program as the architecture specs see it: its class files, and its sources. */
class Program {
    static final Path ROOT = Path.of(System.getProperty('project.root')).toRealPath()

    /** All classes of runner, dsl and stdlib. */
    @Memoized
    static JavaClasses classes() {
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages('groovyinfra')
    }

    /** The names of the classes of ours that the main sources declare, one per file. */
    static List<String> declared() {
        written().findAll { it.startsWith('groovyinfra.') }
    }

    /** The names of those that stand in the place of a library's class. */
    static List<String> replaced() {
        written() - declared()
    }

    private static List<String> written() {
        ['runner/src/main/java', 'dsl/src/main/java', 'stdlib/src/main/groovy'].collectMany { folder ->
            files(ROOT.resolve(folder))
                .findAll { it.fileName.toString() ==~ /(?!package-info).*\.(java|groovy)/ }
                .collect { ROOT.resolve(folder).relativize(it).toString().replaceFirst(/\.\w+$/, '').replace('/', '.') }
        }
    }

    /** All files below a folder, but for what is built and hidden folders. */
    static List<Path> files(Path folder) {
        def found = []
        folder.toFile().traverse(
            type: groovy.io.FileType.FILES,
            preDir: { it.name == 'target' || (it.name.startsWith('.') && it.name != '.ci') ? groovy.io.FileVisitResult.SKIP_SUBTREE : null }
        ) { found << it.toPath() }
        found.findAll { Files.isRegularFile(it) }.sort()
    }
}
