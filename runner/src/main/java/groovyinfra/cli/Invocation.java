package groovyinfra.cli;

import groovyinfra.deploy.DeployLoader;
import groovyinfra.report.Masker;
import java.util.List;

/**
 * One call of the program.
 *
 * @param arguments with the command
 * @param masker knows all secrets that come up
 */
record Invocation(Surroundings surroundings, List<String> arguments, Masker masker) {

    /** Compiles deploy files. */
    DeployLoader loader() {
        return surroundings.language().get();
    }
}
