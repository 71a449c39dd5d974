package groovyinfra.stdlib.server

import groovy.transform.CompileStatic
import groovyinfra.model.Command
import groovyinfra.model.Fact

/**
 * The name of the user that asks: of the one who has logged in, and inside {@code sudo { }} of the other one.
 *
 * <pre>
 * println "${host.name} runs this as ${fact(UserName)}"
 * </pre>
 */
@CompileStatic
record UserName() implements Fact<String> {

    @Override
    Command command() {
        Command.of('id', '-un')
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
