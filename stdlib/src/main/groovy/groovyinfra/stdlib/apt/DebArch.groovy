package groovyinfra.stdlib.apt

import groovy.transform.CompileStatic
import groovyinfra.model.Command
import groovyinfra.model.Fact

/**
 * The architecture of the host's Debian packages, such as {@code amd64}; empty where there are none.
 *
 * <pre>
 * if (fact(DebArch) == 'arm64') println 'takes the packages for ARM'
 * </pre>
 */
@CompileStatic
record DebArch() implements Fact<String> {

    @Override
    Command command() {
        Command.of('dpkg', '--print-architecture')
    }

    @Override
    String parse(List<String> lines) {
        lines.first()
    }

    @Override
    Optional<String> needs() {
        Optional.of('dpkg')
    }

    @Override
    String absent() {
        ''
    }

    @Override
    boolean lasting() {
        true
    }
}
