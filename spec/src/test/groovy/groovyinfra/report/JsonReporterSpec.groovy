package groovyinfra.report

import com.fasterxml.jackson.jr.ob.JSON
import com.networknt.schema.InputFormat
import com.networknt.schema.SchemaRegistry
import com.networknt.schema.SpecificationVersion
import spock.lang.Shared
import spock.lang.Specification

import java.nio.file.Files
import java.nio.file.Path
import java.time.Clock
import java.time.Instant
import java.time.ZoneOffset

class JsonReporterSpec extends Specification {
    static final CLOCK = Clock.fixed(Instant.parse('2026-11-21T01:02:03Z'), ZoneOffset.UTC)

    @Shared
    schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(JsonReporter.getResourceAsStream(JsonReporter.SCHEMA).text)

    static List<String> lines(List<Event> events) {
        def out = new StringBuilder()
        def reporter = new JsonReporter('r0', out, CLOCK)
        events.each { reporter.on(it) }
        out.readLines()
    }

    def 'every type of event is written in the form that the schema promises'() {
        given:
        def lines = lines(RecordedRun.everything())

        expect:
        lines.collect { JSON.std.mapFrom(it).type }.toSet() ==
            Event.permittedSubclasses.findAll { Event.isAssignableFrom(it) && it.isRecord() }*.simpleName*.uncapitalize().toSet()
        lines.collectMany { line -> schema.validate(line, InputFormat.JSON).collect { "$it in $line" as String } } == []
    }

    def 'the schema refuses what is not promised'() {
        expect:
        schema.validate(line, InputFormat.JSON)

        where:
        line << [
            '{"v":1,"run":"r","seq":1,"time":"2026-11-21T01:02:03Z","type":"hostConnecting"}',
            '{"v":1,"run":"r","seq":1,"time":"2026-11-21T01:02:03Z","type":"hostConnecting","host":3}',
            '{"v":2,"run":"r","seq":1,"time":"2026-11-21T01:02:03Z","type":"hostConnecting","host":"a"}',
            '{"v":1,"run":"r","seq":1,"time":"2026-11-21T01:02:03Z","type":"hostConnected","host":"a","took":1,"x":1}',
            '{"v":1,"run":"r","seq":1,"time":"2026-11-21T01:02:03Z","type":"unknown","host":"a"}',
        ]
    }

    def 'objects are numbered, carry the time and the run they belong to'() {
        given:
        def objects = lines(new RecordedRun().add(new Event.HostConnecting('early')).start().connect(['a']).events)
            .collect { JSON.std.mapFrom(it) }

        expect:
        objects*.seq == [1, 2, 3, 4]
        objects*.time.toSet() == ['2026-11-21T01:02:03Z'].toSet()
        objects*.run == ['r0', 'r1', 'r1', 'r1']
        objects*.v.toSet() == [1].toSet()
    }

    def 'no control character is written as such, and all can be read back'() {
        given:
        def text = (0..0x2029).findAll { Character.isISOControl(it) || it in [0x2028, 0x2029] }
            .collect { Character.toString(it) }.join('') + 'é€😀'

        when:
        def line = lines([new Event.Message('web-01', RecordedRun.at(1), text)]).first()

        then:
        !line.codePoints().anyMatch { Character.isISOControl(it) || it in [0x2028, 0x2029] }
        JSON.std.mapFrom(line).text == text
    }

    def 'secrets in data of hosts are masked'() {
        given:
        def text = lines(RecordedRun.everything()).join('\n')

        expect:
        !text.contains('hidden')
        text.contains('"token":"****"')
    }

    def 'steps of a sensitive call are not written'() {
        expect:
        lines(new RecordedRun().finish(RecordedRun.plan()).events).every { !it.contains('make-token ****') }
    }

    def 'the schema of the documentation is that of the program'() {
        expect:
        Files.readString(Path.of(System.getProperty('project.root'), 'docs/events.schema.json')) ==
            JsonReporter.getResourceAsStream(JsonReporter.SCHEMA).text
    }

    def 'the documentation names every type'() {
        given:
        def text = Files.readString(Path.of(System.getProperty('project.root'), 'docs/events.md'))

        expect:
        Event.permittedSubclasses.findAll { it.isRecord() }.every { text.contains("| `${it.simpleName.uncapitalize()}` |") }
    }
}
