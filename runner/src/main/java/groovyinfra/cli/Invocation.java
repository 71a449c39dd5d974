package groovyinfra.cli;

import groovyinfra.deploy.DeployLoader;
import groovyinfra.report.Masker;
import java.util.List;
import java.util.Optional;

/**
 * One call of the program.
 *
 * @param arguments with the command
 * @param masker knows all secrets that come up
 */
record Invocation(Surroundings surroundings, List<String> arguments, Masker masker) {

    /** What to do about a word that is none of the command's: it may have been meant as the user of {@code --sudo}. */
    Optional<String> userOfSudo(String word) {
        int user = arguments.indexOf("--sudo") + 1;
        return user > 0 && arguments.indexOf(word) == user
                ? Optional.of("write another user than root as --sudo=" + word)
                : Optional.empty();
    }

    /** Compiles deploy files. */
    DeployLoader loader() {
        return surroundings.language().get();
    }
}
