package groovyinfra.connect;

import groovyinfra.model.Secret;
import java.util.Optional;

/** Asks the person who started the run. One question stands at a time; who asks makes sure that it is asked once. */
public interface Asker {
    /** There is nobody to ask. */
    Asker NOBODY = new Asker() {
        @Override
        public Optional<Secret> secret(String question) {
            return Optional.empty();
        }

        @Override
        public Optional<Boolean> agree(String question) {
            return Optional.empty();
        }
    };

    /** An answer that is not shown while it is typed; empty without a terminal. */
    Optional<Secret> secret(String question);

    /** Yes or no to a question of one or more lines; empty without a terminal. */
    Optional<Boolean> agree(String question);
}
