package groovyinfra.stdlib.server

import groovy.transform.CompileStatic
import groovyinfra.model.Command
import groovyinfra.model.Fact

/**
 * The running kernel.
 *
 * <pre>
 * println fact(Kernel).release
 * </pre>
 */
@CompileStatic
record Kernel() implements Fact<Version> {

    /** Such as {@code Linux} and {@code 6.1.0-18-amd64}. */
    record Version(String name, String release) {}

    @Override
    Command command() {
        Command.of('uname', '-sr')
    }

    @Override
    Version parse(List<String> lines) {
        def words = lines.first().tokenize()
        new Version(words.init().join(' '), words.last())
    }

    @Override
    boolean lasting() {
        true
    }
}
