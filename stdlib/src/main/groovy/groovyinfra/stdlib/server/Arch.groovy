package groovyinfra.stdlib.server

import groovy.transform.CompileStatic
import groovyinfra.model.Command
import groovyinfra.model.Fact

/**
 * The machine's architecture as the kernel names it, such as {@code x86_64}.
 *
 * <pre>
 * def arch = fact(Arch) == 'aarch64' ? 'arm64' : 'amd64'
 * </pre>
 */
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
