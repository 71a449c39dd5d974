package groovyinfra.report

import groovyinfra.Golden
import groovyinfra.model.Option
import groovyinfra.model.Options
import groovyinfra.model.Outcome
import groovyinfra.model.Problem
import groovyinfra.plan.Plan
import groovyinfra.plan.Prediction
import groovyinfra.plan.Stage
import spock.lang.Shared
import spock.lang.Specification

import static groovyinfra.report.RecordedRun.at
import static groovyinfra.report.RecordedRun.changed
import static groovyinfra.report.RecordedRun.failed
import static groovyinfra.report.RecordedRun.host
import static groovyinfra.report.RecordedRun.ms
import static groovyinfra.report.RecordedRun.problem
import static groovyinfra.report.RecordedRun.run
import static groovyinfra.report.RecordedRun.unchanged
import static groovyinfra.report.RecordedRun.upload

class ConsoleReporterSpec extends Specification {
    static final Look TERMINAL = new Look(true, true, true, 80)
    static final Look LIVE = new Look(false, false, true, 80)

    @Shared
    golden = new Golden('console')

    /** Both streams as a reader sees them, with escape characters made visible. */
    static String shown(List<Event> events, Detail detail = Detail.USUAL, Look look = Look.PLAIN) {
        def out = new StringBuilder()
        def err = new StringBuilder()
        def reporter = new ConsoleReporter(new Screen(out, err, look), detail, { Summary summary ->
            Optional.of('groovy-infra run deploy.groovy -i hosts.yaml --limit db')
                .filter { summary.hosts().any { it.end() instanceof Event.End.Failed } }
        })
        events.each { reporter.on(it) }
        "--- stderr\n$err--- stdout\n$out".toString().replace('\u001b', '<ESC>').replace('\r', '<CR>')
    }

    static List<Event> apply() {
        new RecordedRun().start().connect(['web-01', 'web-02', 'web-03']).unreachable('db', 'no route to host')
            .stage([('web-01'): changed(), ('web-02'): changed(), ('web-03'): changed()], 1, 'Install nginx',
                [steps: [run('apt-get -y install nginx')], output: 'Reading package lists\n\u001b[31mDone\u001b[0m\n'])
            .stage([('web-01'): changed(), ('web-02'): unchanged(), ('web-03'): failed(6)], 2, 'files.put /etc/motd',
                [steps: [upload()]])
            .add(new Event.Message('web-01', at(7), 'half way'), new Event.Message('web-02', at(7), 'half way'))
            .stage([('web-01'): new Outcome.Skipped('when: is false'), ('web-02'): unchanged()], 3, 'systemd.service nginx')
            .finish([host('web-01', changed: 2, skipped: 1), host('web-02', changed: 1, unchanged: 2),
                host('web-03', new Event.End.Failed(problem('Command ended with exit 2', 6)), changed: 1, failed: 1),
                host('db', new Event.End.Lost(problem('Host cannot be reached', 1)))]).events
    }

    static List<Event> calm() {
        new RecordedRun().start().connect()
            .stage(RecordedRun.WEB.collectEntries { [it, unchanged()] }, 1, 'Install nginx')
            .stage(RecordedRun.WEB.collectEntries { [it, unchanged()] }, 2, 'files.put /etc/motd')
            .finish(RecordedRun.WEB.collect { host(it, unchanged: 2) }).events
    }

    static List<Event> stopped() {
        new RecordedRun().start().connect()
            .stage([('web-01'): changed(), ('web-02'): new Outcome.NotReached()], 1, 'server.shell sleep 60', [ignored: false])
            .finish([host('web-01', new Event.End.NotReached(), changed: 1), host('web-02', new Event.End.NotReached())], true)
            .events
    }

    static List<Event> special() {
        new RecordedRun().start().connect()
            .add(new Event.FactsRead('web-01', ['OsRelease'], ms(4)), new Event.FactsRead('web-02', ['OsRelease'], ms(5)))
            .stage(['web-01': changed()], 1, 'server.shell make-token', [target: 'db', total: 4, retried: true])
            .stage(['web-01': failed(9)], 2, 'server.shell false', [total: 4, ignored: true])
            .stage(['web-01': changed()], 3, 'files.put /etc/motd', [total: 4, unplanned: true, pass: 1])
            .stage(['web-01': changed()], 4, 'files.put /etc/issue', [total: 4, newStage: true])
            .add(new Event.Waiting(['web-02', 'web-03'], at(12), ms(8000)),
                new Event.Warning(problem('Directive is not supported', 2, 'ProxyJump in ~/.ssh/config')))
            .add(new Event.HostFinished('web-02', new Event.End.Failed(problem('Division by zero', 14, 'ArithmeticException'))),
                new Event.HostFinished('web-03', new Event.End.Failed(problem('Division by zero', 14, 'ArithmeticException'))))
            .finish([host('web-01', changed: 3, ignored: 1, unplanned: 2),
                host('web-02', new Event.End.Failed(problem('Division by zero', 14, 'ArithmeticException'))),
                host('web-03', new Event.End.Failed(problem('Division by zero', 14, 'ArithmeticException'))),
                host('db', new Event.End.Left('not today'))]).events
    }

    static List<Event> planAndApply() {
        new RecordedRun().start(Event.Mode.PLAN).connect().begin(1, 'files.put /etc/motd', RecordedRun.WEB)
            .add(new Event.StageFinished(1, ms(3))).finish(RecordedRun.plan()).start()
            .stage(RecordedRun.WEB.collectEntries { [it, changed()] }, 1, 'files.put /etc/motd', [total: 3, steps: [upload()]])
            .finish(RecordedRun.WEB.collect { host(it, changed: 1) }).events
    }

    static List<Event> transfer() {
        def run = new RecordedRun().start().connect().begin(1, 'files.put /srv/image', RecordedRun.WEB)
        RecordedRun.WEB.each { run.add(new Event.CallStarted(1, it, it), new Event.StepStarted(1, it, 0, 'write /srv/image', Optional.empty())) }
        run.add(new Event.StepProgress(1, 'web-01', 0, 120_000_000, 512_000_000), new Event.StepProgress(1, 'web-02', 0, 90_000_000, 512_000_000),
            new Event.StepProgress(1, 'web-03', 0, 80_000_000, 512_000_000), new Event.StepProgress(1, 'web-01', 0, 240_000_000, 512_000_000))
        RecordedRun.WEB.each {
            run.add(new Event.StepFinished(1, it, 0, 'exit 0', ms(9000)), new Event.CallFinished(1, it, changed(), false, false, ms(9000)))
        }
        run.add(new Event.StageFinished(1, ms(9000))).finish(RecordedRun.WEB.collect { host(it, changed: 1) }).events
    }

    def 'a host whose connection is lost is named, and again when it is back, except where only problems are wanted'() {
        given:
        def events = new RecordedRun().start().connect()
            .add(new Event.HostAway('web-02', 'connection closed'), new Event.HostBack('web-02', ms(2500))).events

        expect:
        shown(events).contains('''
            web-02 was lost (connection closed), and is being connected again
            web-02 is connected again, after 2.5 s
            '''.stripIndent())
        !shown(events, quiet).contains('again')

        where:
        quiet = new Detail(0, true, false, false)
    }

    def 'what a deploy file says is not shown where only problems are wanted'() {
        given:
        def events = new RecordedRun().start().connect().add(new Event.Message('web-01', at(3), 'hello')).finish([host('web-01')]).events

        expect:
        shown(events).contains('hello')
        !shown(events, new Detail(0, true, false, false)).contains('hello')
    }

    def 'what the console says of #name'() {
        given:
        def text = shown(events, detail, look)

        expect:
        text == golden.text(name, text)

        where:
        name                    | events         | detail                               | look
        'apply'                 | apply()        | Detail.USUAL                         | Look.PLAIN
        'apply-v'               | apply()        | new Detail(1, false, false, false)   | Look.PLAIN
        'apply-vv'              | apply()        | new Detail(2, false, false, false)   | Look.PLAIN
        'apply-diff'            | apply()        | new Detail(0, false, true, false)    | Look.PLAIN
        'apply-quiet'           | apply()        | new Detail(0, true, false, false)    | Look.PLAIN
        'apply-one-pass'        | apply()        | new Detail(0, false, false, true)    | Look.PLAIN
        'apply-terminal'        | apply()        | Detail.USUAL                         | TERMINAL
        'apply-live'            | apply()        | Detail.USUAL                         | LIVE
        'no-changes'            | calm()         | Detail.USUAL                         | Look.PLAIN
        'interrupted'           | stopped()      | Detail.USUAL                         | Look.PLAIN
        'special'               | special()      | new Detail(1, false, false, false)   | Look.PLAIN
        'plan-and-apply'        | planAndApply() | Detail.USUAL                         | Look.PLAIN
        'plan-and-apply-v-diff' | planAndApply() | new Detail(1, false, true, false)    | Look.PLAIN
        'plan-quiet'            | planAndApply() | new Detail(0, true, false, false)    | Look.PLAIN
        'plan-live'             | planAndApply() | Detail.USUAL                         | LIVE
        'transfer'              | transfer()     | Detail.USUAL                         | Look.PLAIN
        'transfer-live'         | transfer()     | Detail.USUAL                         | LIVE
    }

    def 'the last line of a plan counts what is known and names what the rest waits for'() {
        expect:
        shown(new RecordedRun().start(Event.Mode.PLAN).finish(RecordedRun.plan()).events).readLines().last() ==
            'Plan: 3 to change, 2 unchanged, 2 always run, 2 unknown until apt.packages postgresql, deploy.groovy:2 and server.shell make-token, deploy.groovy:9'
    }

    def 'a line that changes is never wider than the terminal'() {
        given:
        def run = new RecordedRun().start().connect().begin(1, 'x' * 200, RecordedRun.WEB)
        def text = shown(run.events, Detail.USUAL, new Look(false, false, true, 40))

        expect:
        text.contains('...')
        text.split('--- stdout')[0].split('<CR><ESC>\\[K|\\n').every { it.length() < 40 || it.startsWith('run ') }
    }

    def 'what has come of a stage stands in one line of a terminal of #width columns'() {
        given:
        def run = new RecordedRun().start().connect().begin(1, 'files.directory site/pages', RecordedRun.WEB)
        RecordedRun.WEB.each { run.add(new Event.CallFinished(1, it, changed(), false, false, ms(600))) }
        run.add(new Event.StageFinished(1, ms(600)))

        expect:
        shown(run.events, Detail.USUAL, new Look(false, false, live, width)).readLines().any { it.replaceFirst(/.*<ESC>\[K/, '') == line }

        where:
        width | live  || line
        80    | true  || '[1] files.directory site/pages          changed     web-[01-03],db  0.6 s'
        200   | true  || '[1] files.directory site/pages                      changed     web-[01-03],db  0.6 s'
        80    | false || '[1] files.directory site/pages                      changed     web-[01-03],db  0.6 s'
    }

    def 'lines come whole while a question is asked, and follow it'() {
        given:
        def err = new StringBuilder()
        def screen = new Screen(new StringBuilder(), err, LIVE)
        screen.live(Line.of('working'))

        when:
        screen.aside {
            err.append('password? ')
            screen.note(Line.of('a note'))
            screen.live(Line.of('still working'))
            err.append('\n')
        }

        then:
        err.toString() == 'working\r\u001b[Kpassword? \na note\nstill working'
    }

    def 'a plan names the hosts that could not be planned'() {
        given:
        def gone = problem('Host cannot be reached', 1)
        def plan = new Plan(RecordedRun.plan().stages(), [:], ['web-07': gone, 'web-08': gone, db: problem('Command failed', 6)], [:])
        def shown = shown(new RecordedRun().start(Event.Mode.PLAN).finish(plan).events).readLines()

        expect:
        shown.takeRight(4) == [
            'not planned: db, Command failed, deploy.groovy:6',
            'not planned: web-[07-08], Host cannot be reached, deploy.groovy:1',
            '',
            'Plan: 3 to change, 2 unchanged, 2 always run, 1 unknown until apt.packages postgresql, deploy.groovy:2, 3 hosts not planned']
    }

    def 'a plan names the calls that would fail, the hosts that leave, and why'() {
        given:
        def fails = new Prediction.Fails(problem('Path is something else', 6))
        def plan = new Plan([new Stage(RecordedRun.plan().stages()[0].path(), 0, 'files.put /etc/motd', [
                RecordedRun.planned('web-01', fails), RecordedRun.planned('web-02', fails),
                RecordedRun.planned('db', fails, Options.NONE.with(Option.IGNORE_ERRORS, true))])], [:], [:], ['web-03': 'not today', 'web-04': 'not today'])

        expect:
        shown(new RecordedRun().start(Event.Mode.PLAN).finish(plan).events).readLines().takeRight(5) == [
            '[1/1] files.put /etc/motd  fails       web-[01-02] (Path is something else)',
            '                           fails       db (Path is something else, ignored)',
            'leaving: web-[03-04], not today',
            '',
            'Plan: 0 to change, 0 unchanged, 0 always run, 3 would fail']
    }

    def 'a stage that could be planned on none of its hosts is left out'() {
        given:
        def stages = RecordedRun.plan().stages()
        def empty = new Stage(stages[0].path(), 0, 'server.shell lonely', [])
        def shown = shown(new RecordedRun().start(Event.Mode.PLAN).finish(new Plan([empty, stages[0]], [:], [db: problem('Command failed', 6)], [:])).events)

        expect:
        !shown.contains('lonely')
        shown.contains('[2/2] files.put')
    }

    def 'titles begin in one column where it is known how many stages there are'() {
        given:
        def stage = RecordedRun.plan().stages()[0]
        def shown = shown(new RecordedRun().start(Event.Mode.PLAN).finish(new Plan([stage] * 10, [:], [:], [:])).events)

        expect:
        shown.contains('\n[ 9/10] files.put /etc/motd')
        shown.contains('\n[10/10] files.put /etc/motd')
    }

    def 'details that begin with their host stand in one message'() {
        given:
        def run = new RecordedRun().start()
        ['web-02', 'web-01', 'db'].each { host ->
            run.events << new Event.HostConnecting(host)
            run.events << new Event.HostUnreachable(host, ms(1), new Problem('Host key is not known', Problem.Where.host(host),
                "$host  ED25519 SHA256:of-$host", 'compare the fingerprint'))
        }

        expect:
        shown(run.unreachable('web-03', 'no route to host').events).contains('''\
            failed: Host key is not known
              where   web-[01-02],db
              detail  db  ED25519 SHA256:of-db
                      web-01  ED25519 SHA256:of-web-01
                      web-02  ED25519 SHA256:of-web-02
              try     Compare the fingerprint.
            failed: Host cannot be reached
            '''.stripIndent())
    }

    def 'nobody is said to be waited for while the person is asked, for whom all wait'() {
        given:
        def err = new StringBuilder()
        def screen = new Screen(new StringBuilder(), err, Look.PLAIN)
        def reporter = answers ? new AnswerReporter(screen, Detail.USUAL) : new ConsoleReporter(screen, Detail.USUAL, { Optional.empty() })
        def waiting = new Event.Waiting(['db'], at(3), ms(40_000))

        when:
        screen.aside { reporter.on(waiting) }

        then:
        err.empty

        when:
        reporter.on(waiting)

        then:
        err.toString().startsWith('waiting for db')

        where:
        answers << [true, false]
    }

    def 'every failed host is shown once, with those that failed alike'() {
        given:
        def same = problem('Command ended with exit 2', 6)
        def run = new RecordedRun().start(Event.Mode.APPLY, (1..40).collect { "web-${it.toString().padLeft(2, '0')}" as String })
        run.stage((1..40).collectEntries { ["web-${it.toString().padLeft(2, '0')}" as String, new Outcome.Failed(same, [])] }, 1, 'x')
        run.finish((1..40).collect { host("web-${it.toString().padLeft(2, '0')}", new Event.End.Failed(same)) })

        expect:
        shown(run.events).count('\nfailed: Command ended with exit 2') == 1
        shown(run.events).contains('web-[01-40], deploy.groovy:6')
    }

    def 'what a host says is shown before the failure that it ends with, and after the failure of the stage before'() {
        given:
        def said = new RecordedRun().start().connect(['web-01', 'web-02'])
            .stage([('web-01'): failed(6), ('web-02'): failed(6)], 1, 'files.put /etc/motd')
        ['web-01', 'web-02'].each { host ->
            said.add(new Event.Message(host, at(7), 'caught'),
                new Event.HostFinished(host, new Event.End.Failed(problem('Division by zero', 14, 'ArithmeticException'))))
        }

        expect:
        shown(said.finish([]).events).readLines().findAll { it =~ /^failed|caught$/ } ==
            ['failed: Command ended with exit 2', 'web-[01-02]: caught', 'failed: Division by zero']
    }

    def 'a failure that a host ends with while its stage goes on is shown with those of the stage'() {
        given:
        def said = new RecordedRun().start().connect(['web-01', 'web-02'])
            .stage([('web-01'): failed(6), ('web-02'): failed(6)], 1, 'files.put /etc/motd')
        said.events.add(said.events.findIndexOf { it instanceof Event.StageFinished },
            new Event.HostFinished('web-01', new Event.End.Failed(problem('Command ended with exit 2', 6))))

        expect:
        shown(said.finish([]).events).readLines().count { it.startsWith('failed') } == 1
    }

    def 'what the hosts of a stage say is shown in inventory order'() {
        given:
        def said = new RecordedRun().start().connect(['web-01', 'web-02', 'web-03'])
            .stage([('web-01'): unchanged(), ('web-02'): unchanged(), ('web-03'): unchanged()], 1, 'message')
        def finished = said.events.findIndexOf { it instanceof Event.StageFinished }
        ['web-03', 'web-01', 'web-02'].each { host ->
            said.events.add(finished, new Event.Message(host, at(7), host == 'web-02' ? 'two' : 'odd'))
        }

        expect:
        shown(said.finish([]).events).readLines().findAll { it =~ /(odd|two)$/ } == ['web-[01,03]: odd', 'web-02: two']
    }
}
