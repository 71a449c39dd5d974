package groovyinfra.stdlib.server

import groovy.transform.CompileStatic
import groovyinfra.model.Command
import groovyinfra.model.Fact

/** The machine's architecture as the kernel names it, such as {@code x86_64}. */
@CompileStatic
record Arch() implements Fact<String> {

    @Override
    Command command() {
        Command.of('uname', '-m')
    }

    @Override
    String parse(List<String> lines) {
        lines.first()
    }

    @Override
    boolean lasting() {
        true
    }
}
