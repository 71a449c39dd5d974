package groovyinfra.inventory;

import groovyinfra.model.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What inventories need of the controller to get at their secrets. Everything is asked at most once for each inventory. */
public interface Secrets {

    /** An environment variable. */
    Optional<String> environment(String name);

    /** Asks the user, without showing the answer. */
    Secret prompt(String question);

    /** The output of a command, without its last line end. */
    Secret output(List<String> command);

    /** The text of a file. */
    default String read(Path file) throws IOException {
        return Files.readString(file);
    }

    /** Takes note of a secret, so that it is masked wherever anything is shown. */
    Secret keep(Secret secret);

    /** Asks for nothing: every secret is empty. For listings, which mask them anyway. */
    Secrets UNASKED = new Secrets() {
        @Override
        public Optional<String> environment(String name) {
            return Optional.of("");
        }

        @Override
        public Secret prompt(String question) {
            return Secret.of("");
        }

        @Override
        public Secret output(List<String> command) {
            return Secret.of("");
        }

        @Override
        public String read(Path file) {
            return "";
        }

        @Override
        public Secret keep(Secret secret) {
            return secret;
        }
    };
}
