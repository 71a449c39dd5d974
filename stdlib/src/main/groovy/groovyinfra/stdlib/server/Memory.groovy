package groovyinfra.stdlib.server

import groovy.transform.CompileStatic
import groovyinfra.model.Area
import groovyinfra.model.Command
import groovyinfra.model.Fact

/**
 * The memory of a Linux host.
 *
 * <pre>
 * if (fact(Memory).total < 2_000_000_000) fail 'needs 2 GB of memory'
 * </pre>
 */
@CompileStatic
record Memory() implements Fact<Bytes> {

    /** In bytes; {@code available} is what programs can get without swapping. */
    record Bytes(long total, long available, long swapTotal, long swapFree) {}

    @Override
    Command command() {
        Command.of('cat', '/proc/meminfo')
    }

    @Override
    Bytes parse(List<String> lines) {
        Map<String, Long> kilobytes = lines*.tokenize(': ').findAll { it.size() > 1 }.collectEntries { [it[0], it[1] as long] }
        def bytes = { String key -> (kilobytes[key] ?: 0L) * 1024 }
        new Bytes(bytes('MemTotal'), bytes(kilobytes.containsKey('MemAvailable') ? 'MemAvailable' : 'MemFree'),
                bytes('SwapTotal'), bytes('SwapFree'))
    }

    @Override
    Set<Area> about() {
        Set.of((Area) new Area.Named('memory'))
    }
}
