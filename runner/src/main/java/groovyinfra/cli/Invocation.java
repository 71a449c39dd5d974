package groovyinfra.cli;

import groovyinfra.deploy.DeployLoader;
import groovyinfra.model.ProblemException;
import groovyinfra.report.Masker;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One call of the program.
 *
 * @param arguments with the command
 * @param masker knows all secrets that come up
 * @param plain where is said what goes wrong before flags are known
 */
record Invocation(Surroundings surroundings, List<String> arguments, Masker masker, Output plain) {

    /** What to do about a word that is none of the command's: it may have been meant as the user of {@code --sudo}. */
    Optional<String> userOfSudo(String word) {
        int user = arguments.indexOf("--sudo") + 1;
        return user > 0 && arguments.indexOf(word) == user
                ? Optional.of("write another user than root as --sudo=" + word)
                : Optional.empty();
    }

    /** What comes of the words of a command. Where they make no sense, one of them may have been meant as the user of {@code --sudo}. */
    <T> T of(List<String> words, Supplier<T> made) {
        try {
            return made.get();
        } catch (ProblemException wrong) {
            String attempt = words.stream()
                    .flatMap(word -> userOfSudo(word).stream())
                    .findFirst()
                    .orElseThrow(() -> wrong);
            throw new ProblemException(
                    wrong.problems().stream().map(it -> it.trying(attempt)).toList(), wrong);
        }
    }

    /** Compiles deploy files. */
    DeployLoader loader() {
        return surroundings.language().get();
    }
}
