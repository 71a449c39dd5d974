package groovyinfra.architecture

import com.tngtech.archunit.core.domain.JavaClass
import com.tngtech.archunit.lang.ArchRule
import spock.lang.Specification

import static com.tngtech.archunit.base.DescribedPredicate.describe
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses

class PackagesSpec extends Specification {

    def 'the specs below see the whole program'() {
        given:
        def seen = Program.classes()*.name as Set

        expect:
        Program.declared().size() > 50
        Program.declared().findAll { !seen.contains(it) } == []
    }

    def 'a class that stands in the place of a library\'s comes before it on the class path: #replaced'() {
        expect:
        Class.forName(replaced).protectionDomain.codeSource.location == Class.forName(ours).protectionDomain.codeSource.location

        where:
        replaced                                       | ours
        'net.schmizz.sshj.transport.Reader'            | 'groovyinfra.connect.Connection'
        'org.codehaus.groovy.vmplugin.v9.ClassFinder'  | 'groovyinfra.compile.GroovyLoader'
    }

    def 'no other class of a library is replaced'() {
        expect:
        Program.replaced() == ['net.schmizz.sshj.transport.Reader', 'org.codehaus.groovy.vmplugin.v9.ClassFinder']
    }

    def 'no package depends on itself by way of others'() {
        expect:
        violations(slices().matching('groovyinfra.(**)').should().beFreeOfCycles()) == []
    }

    def '#name uses of the program only #allowed #exception'() {
        given:
        def forbidden = describe('may not be used there') { JavaClass used ->
            used.packageName.startsWith('groovyinfra.') && !([name] + allowed).contains(folder(used)) && used.name != exception
        }

        expect:
        violations(noClasses().that().resideInAPackage("groovyinfra.$name..").should().dependOnClassesThat(forbidden)) == []

        where:
        name        | allowed                                                    | exception
        'model'     | []                                                         | ''
        'inventory' | ['model']                                                  | ''
        'plan'      | ['model']                                                  | ''
        'report'    | ['model', 'plan']                                          | ''
        'connect'   | ['model']                                                  | ''
        'deploy'    | ['model']                                                  | ''
        'run'       | ['model', 'plan', 'report', 'connect', 'deploy']           | ''
        'cli'       | ['model', 'inventory', 'plan', 'report', 'connect', 'deploy', 'run'] | ''
        'author'    | ['model', 'deploy']                                        | ''
        'compile'   | ['model', 'deploy', 'author', 'document']                  | ''
        'document'  | ['model', 'deploy', 'author']                              | ''
        // What the compiler adds to a library's operations returns the result of a call.
        'stdlib'    | ['model', 'author']                                        | 'groovyinfra.deploy.CallResult'
    }

    def 'every package of the program has its place in the table above'() {
        expect:
        Program.classes().collect { folder(it) }.toSet() - [
            'model', 'inventory', 'plan', 'report', 'connect', 'deploy', 'run', 'cli', 'author', 'compile', 'document', 'stdlib'
        ] == [] as Set
    }

    def 'model needs nothing but Java'() {
        expect:
        violations(classes().that().resideInAPackage('groovyinfra.model..')
            .should().onlyDependOnClassesThat().resideInAnyPackage('java..', 'groovyinfra.model..')) == []
    }

    def '#library is known in #home only'() {
        expect:
        violations(noClasses().that().resideOutsideOfPackages(home.collect { "groovyinfra.$it..".toString() } as String[])
            .should().dependOnClassesThat().resideInAnyPackage(packages as String[])) == []

        where:
        library        | packages                                      | home
        'sshj'         | ['net.schmizz..', 'com.hierynomus..']         | ['connect.ssh']
        'MINA'         | ['org.apache.sshd..']                         | ['connect.demo']
        'picocli'      | ['picocli..']                                 | ['cli']
        'Groovy'       | ['groovy..', 'org.codehaus.groovy..', 'org.apache.groovy..'] | ['author', 'compile', 'document', 'stdlib']
        'BouncyCastle' | ['org.bouncycastle..']                        | ['connect.ssh']
        'Logback'      | ['ch.qos.logback..']                          | ['cli']
    }

    private static String folder(JavaClass type) {
        type.packageName.tokenize('.')[1]
    }

    private static List<String> violations(ArchRule rule) {
        rule.allowEmptyShould(true).evaluate(Program.classes()).failureReport.details
    }
}
