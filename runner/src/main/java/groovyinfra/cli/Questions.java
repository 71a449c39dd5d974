package groovyinfra.cli;

import groovyinfra.model.Secret;
import groovyinfra.report.Screen;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks the person at the terminal, out of the way of progress. One question at a time. */
final class Questions {
    private final Screen screen;
    private final Surroundings surroundings;
    private volatile boolean pending;

    Questions(Screen screen, Surroundings surroundings) {
        this.screen = screen;
        this.surroundings = surroundings;
    }

    /** Whether somebody is being asked. */
    boolean pending() {
        return pending;
    }

    boolean possible() {
        return surroundings.terminal().answers();
    }

    /** An answer that is not shown while it is typed; nothing without a terminal. */
    synchronized Optional<Secret> secret(String question) {
        return possible()
                ? asked(() -> surroundings.terminal().hidden(() -> print(question + ": ")))
                        .map(Secret::of)
                : Optional.empty();
    }

    /** Yes or no; nothing without a terminal. Whatever is not yes is no. */
    synchronized Optional<Boolean> agree(String question) {
        return possible()
                ? Optional.of(
                        asked(() -> answer(question)).filter(Questions::yes).isPresent())
                : Optional.empty();
    }

    private Optional<String> asked(Supplier<Optional<String>> answer) {
        pending = true;
        try {
            return screen.aside(answer);
        } finally {
            pending = false;
        }
    }

    private Optional<String> answer(String question) {
        print(question + " [y/N] ");
        return surroundings.terminal().line();
    }

    private void print(String text) {
        surroundings.terminal().ask(Screen.harmless(text), surroundings.err());
    }

    private static boolean yes(String answer) {
        String word = answer.strip().toLowerCase(Locale.ROOT);
        return word.equals("y") || word.equals("yes");
    }
}
