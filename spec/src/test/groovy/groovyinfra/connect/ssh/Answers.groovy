package groovyinfra.connect.ssh

import groovyinfra.connect.Asker
import groovyinfra.model.Secret

/** A person at a terminal: gives prepared answers, and writes down the questions. */
class Answers implements Asker {
    final List<String> questions = [].asSynchronized()
    private final Queue<Object> answers

    Answers(Object... answers) {
        this.answers = new ArrayDeque(answers.toList())
    }

    @Override
    synchronized Optional<Secret> secret(String question) {
        questions << question
        Optional.ofNullable(answers.poll()).map { Secret.of(it as String) }
    }

    @Override
    synchronized Optional<Boolean> agree(String question) {
        questions << question
        Optional.ofNullable(answers.poll() as Boolean)
    }
}
