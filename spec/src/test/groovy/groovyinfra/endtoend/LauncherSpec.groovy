package groovyinfra.endtoend

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.FileTime
import java.nio.file.attribute.PosixFilePermissions
import java.time.Instant
import spock.lang.Specification
import spock.lang.TempDir

/** The launcher in a checkout of its own, with a Maven and a JDK that only say how they were called. */
class LauncherSpec extends Specification {
    private static final List<String> TOOLS =
        'sh awk cat cp date find grep head ls mkdir mv readlink rm sed sleep sort tail'.tokenize()

    @TempDir
    Path sandbox

    Path checkout
    Path jdk

    void setup() {
        Files.setPosixFilePermissions(sandbox, PosixFilePermissions.fromString('rwxr-xr-x'))
        checkout = Files.createDirectories(sandbox.resolve('check out'))
        def real = Files.readString(Path.of(System.getProperty('project.root'), 'groovy-infra'))
        script(checkout.resolve('groovy-infra'), real.replaceAll(/(?<=[ (])\/(usr|opt|Library)\//, "$sandbox/\$1/"))
        script(checkout.resolve('mvnw'), '''#!/bin/sh
            echo "$JAVA_HOME" >> builds
            [ ! -e broken ] || { echo "[ERROR] it is broken"; exit 1; }
            mkdir -p stdlib/target/launch/lib
            for jar in stdlib-1.jar lib/a.jar lib/org.slf4j.api.jar lib/groovyinfra.runner-1.jar; do : > stdlib/target/launch/$jar; done'''.stripIndent())
        file('pom.xml')
        file('runner/pom.xml')
        file('runner/src/main/java/A.java')
        jdk = java('jdk 25', '25.0.3')
        TOOLS.each { tool ->
            def there = ['/usr/bin', '/bin'].collect { Path.of(it, tool) }.find { Files.exists(it) }
            Files.createSymbolicLink(Files.createDirectories(sandbox.resolve('bin')).resolve(tool), there)
        }
    }

    def 'the first start builds, says so, and goes on with the arguments as they were given'() {
        when:
        def started = launch(['run', 'a b', ''])

        then:
        started.code == 7
        started.errors =~ /(?s)building .*built in \d+ s\n.*preparing fast starts/
        started.output.takeRight(4) == ['groovyinfra.cli.Main', 'run', 'a b', '']
        builds() == 1
    }

    def 'the class path is the same at every start: our jars first'() {
        given:
        def lib = checkout.resolve('target/launch/lib')

        expect:
        launch().output.contains("$lib/groovyinfra.runner-1.jar:$lib/groovyinfra.stdlib.jar:$lib/org.slf4j.api.jar:$lib/a.jar".toString())
    }

    def 'the next start neither builds nor says a word'() {
        given:
        launch()

        expect:
        launch().errors == ''
        builds() == 1
    }

    def 'a start after a change of #path builds again'() {
        given:
        launch()
        Files.setLastModifiedTime(file(path), FileTime.from(Instant.now().plusSeconds(2)))

        expect:
        launch().errors.contains('built in')
        builds() == 2

        where:
        path << ['runner/src/main/java/A.java', 'runner/pom.xml', 'pom.xml', 'runner/src/main/resources/new.txt']
    }

    def 'a source that is gone is a change'() {
        given:
        def source = file('runner/src/main/java/B.java')
        launch()
        Files.delete(source)
        Files.setLastModifiedTime(source.parent, FileTime.from(Instant.now().plusSeconds(2)))

        expect:
        launch().errors.contains('built in')
    }

    def 'a build that fails shows what Maven said, and is tried again'() {
        given:
        def broken = file('broken')

        when:
        def started = launch()

        then:
        started.code == 2
        started.errors.contains('[ERROR] it is broken')
        started.errors.contains("could not be built; the whole output is in $checkout/target/launch/build.log")

        when:
        Files.delete(broken)

        then:
        launch().code == 7
    }

    def 'the launcher may be a symbolic link to a link'() {
        given:
        Files.createSymbolicLink(sandbox.resolve('direct'), checkout.resolve('groovy-infra'))
        Files.createSymbolicLink(sandbox.resolve('bin/gi'), Path.of('../direct'))

        expect:
        launch(['x'], [:], ['sh', '-c', 'exec gi "$@"', 'sh']).output.last() == 'x'
        builds() == 1
    }

    def 'where nothing may be written, what was built is started, even if it is old'() {
        given:
        def user = unprivileged()
        launch()
        Files.setLastModifiedTime(file('pom.xml'), FileTime.from(Instant.now().plusSeconds(2)))
        Files.setPosixFilePermissions(checkout.resolve('target/launch'), PosixFilePermissions.fromString('r-xr-xr-x'))

        when:
        def started = launch(['x'], [:], user + [checkout.resolve('groovy-infra').toString()])

        then:
        started.output.last() == 'x'
        started.errors.readLines()*.contains('sources are newer') == [true]

        cleanup:
        Files.setPosixFilePermissions(checkout.resolve('target/launch'), PosixFilePermissions.fromString('rwxr-xr-x'))
    }

    def 'where nothing may be written and nothing was built, it says who can help'() {
        given:
        def user = unprivileged()
        Files.setPosixFilePermissions(checkout, PosixFilePermissions.fromString('r-xr-xr-x'))

        when:
        def started = launch(['x'], [:], user + [checkout.resolve('groovy-infra').toString()])

        then:
        started.code == 2
        started.errors.contains('start it once as a user who may write there')

        cleanup:
        Files.setPosixFilePermissions(checkout, PosixFilePermissions.fromString('rwxr-xr-x'))
    }

    def 'JAVA_HOME is taken when it is new enough'() {
        given:
        def newer = java('mine', '26')

        expect:
        launch([], [JAVA_HOME: newer.toString()]).output.first() == newer.toString()
    }

    def 'a JAVA_HOME that is #what is passed over'() {
        given:
        java('old', '17.0.15')
        java('ancient', '1.8.0_402')

        expect:
        launch([], [JAVA_HOME: sandbox.resolve(folder).toString()]).output.first() == jdk.toString()

        where:
        what          | folder
        'too old'     | 'old'
        'much older'  | 'ancient'
        'not there'   | 'nowhere'
        'not a JDK'   | 'check out'
    }

    def 'a JDK is found in #place'() {
        given:
        jdk.toFile().deleteDir()
        def there = java(place, '25')

        expect:
        launch([], [HOME: sandbox.resolve('home').toString()]).output.first() == there.toString()

        where:
        place << ['usr/lib/jvm/temurin', 'opt/jdk', 'opt/java/25', 'home/.sdkman/candidates/java/25-tem', 'home/.jdks/temurin-25']
    }

    def 'a JDK is found by the java on the path, through links'() {
        given:
        def there = java('elsewhere/jdk', '25')
        jdk.toFile().deleteDir()
        Files.createSymbolicLink(sandbox.resolve('bin/java'), there.resolve('bin/java'))

        expect:
        launch().output.first() == there.toString()
    }

    def 'a JDK without a release file is asked'() {
        given:
        Files.delete(jdk.resolve('release'))

        expect:
        launch().code == 7
    }

    def 'without a JDK one sentence says what to install'() {
        given:
        jdk.toFile().deleteDir()
        def old = java('usr/lib/jvm/old', '17')

        when:
        def started = launch([], [JAVA_HOME: old.toString()])

        then:
        started.code == 2
        started.output == []
        started.errors == "groovy-infra: needs a JDK of version 25 or newer and found none, JAVA_HOME ($old) is version 17: install one, " +
            'such as Temurin 25 (https://adoptium.net/temurin/releases/?version=25), or set JAVA_HOME to it.\n'
    }

    def 'a JAVA_HOME without a compiler is named as that'() {
        given:
        Files.delete(jdk.resolve('bin/javac'))

        expect:
        launch([], [JAVA_HOME: jdk.toString()]).errors.contains("found none, JAVA_HOME ($jdk) has no javac: install one")
    }

    def 'a checkout whose path Java cannot take is named as that'() {
        given:
        def moved = Files.move(checkout, sandbox.resolve('a:b'))

        expect:
        launch([], [:], [moved.resolve('groovy-infra').toString()]).errors ==
            "groovy-infra: cannot be in $moved: Java takes a colon for the end of a path. Move it to a folder without one.\n"
    }

    def 'a current directory that is gone is named as that'() {
        when:
        def started = launch([], [:], ['sh', '-c', 'mkdir gone && cd gone && rm -r ../gone && exec "$0"', "$checkout/groovy-infra"]*.toString())

        then:
        started.code == 2
        started.errors.endsWith('groovy-infra: the current directory does not exist any more: change to another one.\n')
        !started.errors.contains('Java')
    }

    def 'Java has the locale #seen where the charset is #charset and the locale is #given'() {
        given:
        script(sandbox.resolve('bin/locale'), "#!/bin/sh\necho '$charset'\n")
        script(jdk.resolve('bin/java'), '#!/bin/sh\necho "LC_ALL=${LC_ALL-} LC_CTYPE=${LC_CTYPE-} LANG=${LANG-}"\n')

        expect:
        launch([], given).output == [seen]

        where:
        charset          | given                | seen
        'UTF-8'          | [LANG: 'de_DE.utf8'] | 'LC_ALL= LC_CTYPE= LANG=de_DE.utf8'
        'ANSI_X3.4-1968' | [:]                  | 'LC_ALL= LC_CTYPE=C.UTF-8 LANG='
        'ANSI_X3.4-1968' | [LC_ALL: 'C']        | 'LC_ALL=C.UTF-8 LC_CTYPE=C.UTF-8 LANG='
        'ISO-8859-1'     | [LANG: 'de_DE']      | 'LC_ALL= LC_CTYPE=C.UTF-8 LANG=de_DE'
        ''               | [LC_CTYPE: 'C']      | 'LC_ALL= LC_CTYPE=C.UTF-8 LANG='
    }

    def 'another JDK gets an AOT cache of its own'() {
        given:
        launch()
        def newer = java('mine', '26')

        expect:
        launch([], [JAVA_HOME: newer.toString()]).errors.contains('preparing fast starts')
        launch([], [JAVA_HOME: newer.toString()]).errors == ''
        builds() == 1
    }

    def '#arguments starts from #cache'() {
        expect:
        launch(arguments).output.findAll { it.startsWith('-XX:AOTCache=') }*.replace("-XX:AOTCache=$checkout/target/launch/".toString(), '') == cache

        where:
        arguments                                | cache
        ['check', 'deploy.groovy']               | ['aot.local']
        ['help', 'run']                          | ['aot.local']
        ['run', 'x.groovy', '-i', 'local', '-y'] | ['aot.local']
        ['run', 'x.groovy', '-i', 'web1', '-y']  | ['aot']
        ['exec', '-i', 'web1', '--', 'true']     | ['aot']
        ['--version']                            | []
        ['version']                              | []
    }

    def 'a preparation of fast starts that was broken off is made by the next start'() {
        given:
        launch()
        Files.delete(checkout.resolve('target/launch/aot.java'))
        Files.writeString(file('target/launch/training/owner'), "${ended()}\n")

        expect:
        launch().errors.contains('preparing fast starts')
        launch().errors == ''
    }

    def 'it is left to another start that is about it'() {
        given:
        launch()
        Files.delete(checkout.resolve('target/launch/aot.java'))
        Files.writeString(file('target/launch/training/owner'), "${ProcessHandle.current().pid()}\n")

        expect:
        launch().errors == ''
    }

    def 'two first starts at once build once'() {
        when:
        def both = [1, 2].collect { process(['x'], [:], [checkout.resolve('groovy-infra').toString()]) }
        both*.waitFor()

        then:
        both*.exitValue() == [7, 7]
        builds() == 1
    }

    def 'further options for Java come before the program'() {
        expect:
        launch([], [GROOVY_INFRA_JAVA_OPTS: '-Xmx1g -Da=b']).output.containsAll(['-Xmx1g', '-Da=b'])
    }

    private Map launch(List<String> arguments = [], Map<String, String> environment = [:], List<String> how = null) {
        def started = process(arguments, environment, how ?: [checkout.resolve('groovy-infra').toString()])
        def errors = new StringBuilder()
        def reader = started.consumeProcessErrorStream(errors)
        def output = started.inputStream.text
        reader.join()
        def code = started.waitFor()
        [code: code, output: output.readLines(), errors: errors.toString()]
    }

    private Process process(List<String> arguments, Map<String, String> environment, List<String> how) {
        def builder = new ProcessBuilder(how + arguments)
        builder.environment().clear()
        builder.environment().putAll([PATH: "$sandbox/bin".toString(), HOME: '/nonexistent'] + environment)
        def started = builder.start()
        started.outputStream.close()
        started
    }

    /** A JDK that prints where it is and how it was called, and ends with 7. */
    private Path java(String folder, String version) {
        def home = sandbox.resolve(folder.contains('/') || folder in ['mine', 'old', 'ancient'] ? folder : "usr/lib/jvm/$folder")
        script(home.resolve('bin/java'), """#!/bin/sh
            case "\$*" in *AOTCacheOutput=*) out=\${*#*AOTCacheOutput=}; echo cache > "\${out%% -cp*}"; exit 0 ;; esac
            [ "\$1" != -version ] || { echo 'openjdk version "$version" 2026-01-01' >&2; exit 0; }
            echo '$home'; for word; do printf '%s\\n' "\$word"; done; exit 7""".stripIndent())
        script(home.resolve('bin/javac'), '#!/bin/sh\n')
        Files.writeString(home.resolve('release'), "IMPLEMENTOR=\"x\"\nJAVA_RUNTIME_VERSION=\"$version+1\"\nJAVA_VERSION=\"$version\"\n")
        home
    }

    /** The number of a process that there is no more. */
    private static long ended() {
        def process = new ProcessBuilder('true').start()
        process.waitFor()
        process.pid()
    }

    private int builds() {
        Files.readAllLines(checkout.resolve('builds')).size()
    }

    private Path file(String path) {
        def made = checkout.resolve(path)
        Files.createDirectories(made.parent)
        Files.exists(made) ? made : Files.createFile(made)
    }

    private static void script(Path path, String text) {
        Files.createDirectories(path.parent)
        Files.writeString(path, text)
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString('rwxr-xr-x'))
    }

    /** The words before a command that make it run as somebody who is bound by permissions. */
    private static List<String> unprivileged() {
        def root = Files.getOwner(Path.of('/proc/self')).name == 'root'
        Fleet.require(root && !Files.exists(Path.of('/usr/bin/setpriv')) ? 'setpriv is missing' : null)
        root ? ['/usr/bin/setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : []
    }
}
