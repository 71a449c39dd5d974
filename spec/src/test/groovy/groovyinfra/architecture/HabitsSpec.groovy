package groovyinfra.architecture

import com.tngtech.archunit.core.domain.JavaField
import com.tngtech.archunit.core.domain.JavaModifier
import java.util.concurrent.ConcurrentMap
import java.util.concurrent.atomic.AtomicInteger
import java.util.concurrent.atomic.AtomicLong
import java.util.concurrent.atomic.AtomicReference
import spock.lang.Specification

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses

class HabitsSpec extends Specification {

    def 'only the command line prints and exits'() {
        given:
        def rule = noClasses().that().resideOutsideOfPackage('groovyinfra.cli..')
            .should().accessField(System, 'out')
            .orShould().accessField(System, 'err')
            .orShould().callMethod(System, 'exit', int)
            .orShould().callMethod(System, 'console')
            .orShould().callMethod(Runtime, 'exit', int)
            .orShould().callMethod(Runtime, 'halt', int)
            .orShould().callMethod(Throwable, 'printStackTrace')

        expect:
        rule.evaluate(Program.classes()).failureReport.details == []
    }

    def 'nothing static changes'() {
        given:
        def changing = [ConcurrentMap, AtomicInteger, AtomicLong, AtomicReference, ArrayList, HashMap, HashSet, StringBuilder]

        when:
        def found = Program.classes().collectMany { it.fields }.findAll { JavaField field ->
            field.modifiers.contains(JavaModifier.STATIC) && !field.name.contains('$') &&
                (!field.modifiers.contains(JavaModifier.FINAL) || changing.any { field.rawType.isAssignableTo(it) })
        }

        then:
        found*.fullName == []
    }

    def 'no name says nothing: #word'() {
        expect:
        Program.classes()*.name.findAll { it.toLowerCase().contains(word) } == []

        where:
        word << ['util', 'helper', 'manager', 'impl$']
    }

    def 'nothing is left for later'() {
        given:
        def words = ['to' + 'do', 'fix' + 'me', 'xx' + 'x', 'ha' + 'ck'].join('|')
        def mark = ~/(?i)\b(?:$words)\b/

        when:
        def marks = Program.files(Program.ROOT)
            .findAll { !(it.fileName.toString() ==~ /mvnw(\.cmd)?/) }
            .collectMany { file ->
                file.toFile().readLines().withIndex(1)
                    .findAll { line, number -> line =~ mark }
                    .collect { line, number -> "${Program.ROOT.relativize(file)}:$number: ${line.trim()}".toString() }
            }

        then:
        marks == []
    }

    def 'every package says what it is for'() {
        when:
        def packages = ['runner/src/main/java', 'dsl/src/main/java'].collectMany { folder ->
            Program.files(Program.ROOT.resolve(folder)).findAll { it.toString().endsWith('.java') }*.parent
        }.unique()

        then:
        packages.findAll { !it.resolve('package-info.java').toFile().exists() } == []
        packages.size() >= 8
    }
}
