package groovyinfra.cli;

import groovyinfra.model.Secret;
import groovyinfra.report.Screen;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Asks the person at the terminal, out of the way of progress. One question at a time. */
final class Questions {
    private final Screen screen;
    private final Surroundings surroundings;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean agreeing;

    Questions(Screen screen, Surroundings surroundings) {
        this.screen = screen;
        this.surroundings = surroundings;
    }

    /** Whether there is somebody to ask. */
    boolean possible() {
        return !ended.isDone() && surroundings.terminal().answers();
    }

    /**
     * Nobody is asked any more; who is being asked need not answer.
     *
     * @return whether somebody was asked yes or no, which is all that went on
     */
    boolean end() {
        boolean only = agreeing;
        ended.complete(null);
        return only;
    }

    /** An answer that is not shown while it is typed; nothing where nobody can be asked. */
    synchronized Optional<Secret> secret(String question) {
        return possible()
                ? asked(() -> surroundings.terminal().hidden(() -> print(question + ": ")))
                        .map(Secret::of)
                : Optional.empty();
    }

    /** Yes or no; nothing where nobody can be asked. Whatever is not yes is no. */
    synchronized Optional<Boolean> agree(String question) {
        if (!possible()) {
            return Optional.empty();
        }
        agreeing = true;
        boolean agreed = asked(() -> answer(question)).filter(Questions::yes).isPresent();
        agreeing = false;
        return ended.isDone() ? Optional.empty() : Optional.of(agreed);
    }

    private Optional<String> asked(Supplier<Optional<String>> answer) {
        return screen.aside(() -> {
            // It cannot be interrupted while it reads: at the end it is left behind.
            CompletableFuture<Optional<String>> typed = CompletableFuture.supplyAsync(
                    answer,
                    reader -> Thread.ofPlatform().daemon().name("question").start(reader));
            CompletableFuture.anyOf(typed, ended).join();
            return typed.isDone() ? typed.join() : left();
        });
    }

    private Optional<String> left() {
        surroundings.terminal().restore();
        print("\n");
        return Optional.empty();
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
