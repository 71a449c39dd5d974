package groovyinfra.inventory;

import java.nio.file.Path;
import java.util.List;

/** Where a secret of an inventory comes from. Equal sources are one secret, asked for once. */
sealed interface SecretSource {

    /** An environment variable of the controller. */
    record Env(String name) implements SecretSource {}

    /** A file of the controller, without its last line end. */
    record InFile(Path file) implements SecretSource {}

    /** What a command of the controller prints, without its last line end. */
    record Output(List<String> command) implements SecretSource {}

    /** What the user answers. */
    record Prompt(String question) implements SecretSource {}

    /** The text itself stands in the inventory. */
    record Inline(String text) implements SecretSource {
        @Override
        public String toString() {
            return "Inline[****]";
        }
    }
}
