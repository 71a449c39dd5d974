package groovyinfra.run

import groovyinfra.model.Call
import groovyinfra.model.CallPath
import groovyinfra.model.Exit
import groovyinfra.model.Option
import groovyinfra.model.Options
import groovyinfra.model.Position
import groovyinfra.model.Result
import groovyinfra.model.Work
import groovyinfra.report.Masker
import java.time.Duration
import spock.lang.Specification

/** What becomes of the output of sensitive calls. */
class SensitiveSpec extends Specification {

    def 'each line that a sensitive call has printed is masked from then on, but not what stands for output that was lost'() {
        given:
        def masker = new Masker()
        def call = new Call(CallPath.of(new Position('deploy.groovy', 1, 1), 0, 1), 'server.shell', Optional.empty(), [:], options, { Work.NONE })

        when:
        new Sensitive(masker).keep(call, [new Result(new Exit.Code(0), "token one$Result.GAP", "${Result.GAP}token two\n", Duration.ZERO)])

        then:
        masker.mask("a token one, a token two$Result.GAP") == masked + Result.GAP

        where:
        options                                       || masked
        Options.NONE                                  || 'a token one, a token two'
        Options.NONE.with(Option.SENSITIVE, true)     || 'a ****, a ****'
    }
}
