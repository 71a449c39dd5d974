package groovyinfra.compile

import groovyinfra.model.Content
import groovyinfra.stdlib.apt.AptListsAge
import groovyinfra.stdlib.files.FileContent
import groovyinfra.stdlib.files.PathInfo
import groovyinfra.stdlib.server.Cpus
import groovyinfra.stdlib.server.Memory
import java.time.Duration

class FactTypesSpec extends ProgramSpecification {
    private static final PathInfo.Info INFO = PathInfo.Info.absent('/x')

    def 'the answer of a fact has its type wherever it stands: #expression'() {
        given:
        def recording = Recording.of([:])
        recording.answers.putAll([
            (new Cpus())            : 2,
            (new Memory())          : new Memory.Bytes(4096, 1024, 0, 0),
            (new AptListsAge())     : Duration.ofHours(30),
            (new PathInfo('/x'))    : INFO,
            (new PathInfo('/x', true)): INFO,
            (new FileContent('/x')) : new FileContent.Text(INFO, (Content.Bytes) Content.text('')),
        ])

        when:
        load("tool.echo \"\${$expression}\"").evaluate(recording)

        then:
        recording.commands == ["echo $expected 1 false".toString()]

        where:
        expression                          || expected
        'fact(Cpus) * 2'                    || '4'
        '2 * fact(Cpus)'                    || '4'
        'fact(Cpus) + fact(Cpus)'           || '4'
        '1 - fact(Cpus)'                    || '-1'
        'fact(Cpus) / 4'                    || '0.5'
        'fact(Cpus) % 2'                    || '0'
        'fact(fresh: true, Cpus) ** 3'      || '8'
        '[1, 2, 3][fact(Cpus)]'             || '3'
        '(1..fact(Cpus)).size()'            || '2'
        'fact(Memory).total / 1024'         || '4'
        'fact(AptListsAge) > 1.day'         || 'true'
        '1.5.h.toMinutes()'                 || '90'
        '0.5.s.toMillis()'                  || '500'
        "fact(PathInfo, '/x').present"      || 'false'
        "fact(PathInfo, '/x', true).path"   || '/x'
        "fact(FileContent, '/x').lines.size()" || '0'
    }
}
