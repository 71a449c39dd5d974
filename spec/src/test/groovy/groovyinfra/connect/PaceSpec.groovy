package groovyinfra.connect

import java.util.function.LongSupplier
import spock.lang.Specification

class PaceSpec extends Specification {

    def 'what takes long is told, not before two seconds, and then twice a second'() {
        given:
        def time = 0L
        def told = []
        def progress = new Session.Progress() {
            @Override
            void transferred(int step, long done, long total) {
                told << [time, step, done, total]
            }
        }
        def out = new ByteArrayOutputStream()
        def pace = new Pace(out, 100, progress, { time * 1_000_000L } as LongSupplier)

        when:
        [0, 1000, 1999, 2000, 2100, 2499, 2500, 9000].each {
            time = it
            pace.write(new byte[10], 0, 10)
        }

        then:
        told == [[2000, 0, 40, 100], [2500, 0, 70, 100], [9000, 0, 80, 100]]
        out.size() == 80
    }
}
