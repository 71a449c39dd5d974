package groovyinfra.cli;

import groovyinfra.deploy.DeployLoader;
import groovyinfra.report.Masker;
import java.util.List;
import java.util.ServiceLoader;

/**
 * One call of the program.
 *
 * @param arguments with the command
 * @param masker knows all secrets that come up
 */
record Invocation(Surroundings surroundings, List<String> arguments, Masker masker) {

    /** The language of deploy files; loaded when first asked for. */
    DeployLoader loader() {
        return ServiceLoader.load(DeployLoader.class)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no DeployLoader on the class path"));
    }
}
