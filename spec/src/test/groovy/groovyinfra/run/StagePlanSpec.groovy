package groovyinfra.run

import groovyinfra.model.Area
import groovyinfra.model.Call
import groovyinfra.model.CallPath
import groovyinfra.model.Command
import groovyinfra.model.Content
import groovyinfra.model.Difference
import groovyinfra.model.Mode
import groovyinfra.model.Options
import groovyinfra.model.Position
import groovyinfra.model.Step
import groovyinfra.model.Work
import groovyinfra.plan.PlannedCall
import groovyinfra.plan.Prediction
import spock.lang.Specification

class StagePlanSpec extends Specification {
    def stage = new StagePlan(3)

    def 'what can be shown is kept, and what is equal only once'() {
        when:
        ['h1', 'h0', 'h2'].each { stage.add(planned(it, it == 'h2' ? 'other' : 'same')) }
        def (h0, h1, h2) = stage.calls([h0: 0, h1: 1, h2: 2])

        then:
        [h0, h1, h2]*.host() == ['h0', 'h1', 'h2']
        h0.call().options().is(h1.call().options())
        h0.prediction().is(h1.prediction())
        h2.prediction().work().steps()*.shown() == ['write /etc/motd', "restart 'a b'"]
        h2.prediction().work().steps()[0].difference().get().after() == 'other'
        h2.prediction().work().steps()[0].mode().get() == Mode.of('0644')
    }

    def 'what is sent to hosts and what is assumed of them is not kept'() {
        when:
        stage.add(planned('h0', 'text'))
        def kept = stage.calls([h0: 0])[0]

        then:
        kept.call().arguments().isEmpty()
        kept.prediction().work().touches().isEmpty()
        kept.prediction().work().steps()[0].content().size() == 0
    }

    private static PlannedCall planned(String host, String text) {
        def upload = new Step.Upload(Content.text(text), '/etc/motd', Optional.of(Mode.of('0644')), Optional.empty(), Optional.empty(),
                Optional.of(new Difference('/etc/motd', Optional.of('before'), text)))
        def run = new Step.Run(Command.of('restart', 'a b'), Options.NONE, Optional.empty())
        def call = new Call(CallPath.of(new Position('deploy.groovy', 1, 1), 0, 1), 'files.file', Optional.of('/etc/motd'),
                [content: text] as Map, Options.NONE, { facts -> Work.NONE })
        new PlannedCall(host, host, call, new Prediction.Changes(new Work([upload, run], [Area.ALL] as Set, [:], false)))
    }
}
