package groovyinfra.compile

import groovy.io.FileType
import java.nio.file.Path
import spock.lang.Specification

class StandardLibrarySpec extends Specification {

    def 'the index lists every library and every fact of the standard library'() {
        given:
        Path stdlib = Path.of(System.getProperty('project.root'), 'stdlib', 'src', 'main')
        List<String> found = []
        stdlib.resolve('groovy').toFile().eachFileRecurse(FileType.FILES) { file ->
            String type = stdlib.resolve('groovy').relativize(file.toPath()).toString().replaceFirst(/\.groovy$/, '').replace('/', '.')
            if (file.text =~ /(?m)^class \w+ extends Library\b/) {
                found << "library $type".toString()
            } else if (file.text =~ /(?m)^record \w+\(.*implements Fact\b/) {
                found << "fact $type".toString()
            }
        }

        when:
        List<String> listed = stdlib.resolve('resources').resolve(StandardLibrary.INDEX).toFile().readLines()

        then:
        found.size() > 20
        listed.sort() == found.sort()
    }
}
