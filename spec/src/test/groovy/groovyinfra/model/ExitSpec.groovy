package groovyinfra.model

import java.time.Duration
import spock.lang.Specification

class ExitSpec extends Specification {
    def '#exit is shown as "#shown"'() {
        expect:
        exit.shown() == shown

        where:
        exit                                                           || shown
        new Exit.Code(2)                                               || 'exit 2'
        new Exit.Code(128)                                             || 'exit 128'
        new Exit.Code(137)                                             || 'exit 137 (KILL)'
        new Exit.Code(143)                                             || 'exit 143 (TERM)'
        new Exit.Code(255)                                             || 'exit 255'
        new Exit.Killed('TERM')                                        || 'killed by TERM'
        new Exit.TimedOut(Duration.ofSeconds(3), Optional.of('KILL'))  || 'no end after 3 s; ended by KILL, nothing of it is left'
        new Exit.TimedOut(Duration.ofSeconds(3), Optional.empty())     || 'no end after 3 s'
        new Exit.Lost('broken pipe')                                   || 'connection lost: broken pipe'
    }
}
