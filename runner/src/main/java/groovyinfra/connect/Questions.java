package groovyinfra.connect;

import groovyinfra.model.Exit;
import groovyinfra.model.Fact;
import groovyinfra.model.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Facts that are asked together, and what becomes of the answers. */
final class Questions {
    private final List<? extends Fact<?>> facts;

    Questions(List<? extends Fact<?>> facts) {
        this.facts = facts;
    }

    /** Asks in one message. */
    List<Session.Answer> ask(Function<List<Part>, List<Part.Ended>> delivery) {
        if (facts.isEmpty()) {
            return List.of();
        }
        List<Part.Ended> ended = delivery.apply(facts.stream().map(Parts::fact).toList());
        Result last = ended.getLast().result();
        if (last.exit() instanceof Exit.Lost lost) {
            throw new Gone(lost);
        }
        List<Session.Answer> answers = new ArrayList<>();
        for (int i = 0; i < facts.size(); i++) {
            answers.add(
                    i < ended.size()
                            ? answer(facts.get(i), ended.get(i))
                            : new Session.Answer.Failed(last, "not asked any more"));
        }
        return answers;
    }

    private static Session.Answer answer(Fact<?> fact, Part.Ended ended) {
        Result result = ended.result();
        if (ended.notes().contains("absent")) {
            return known(result, fact::absent);
        }
        if (result.getExitCode() != 0) {
            return new Session.Answer.Failed(result, result.exit().shown());
        }
        if (ended.cut()) {
            return new Session.Answer.Failed(result, "more output than a fact may have");
        }
        return known(result, () -> fact.parse(lines(result.stdout())));
    }

    private static Session.Answer known(Result result, Supplier<?> value) {
        try {
            return new Session.Answer.Known(value.get());
        } catch (RuntimeException unexpected) {
            return new Session.Answer.Failed(result, "its output cannot be read: " + unexpected);
        }
    }

    /** Without line ends; a last line without one counts. */
    private static List<String> lines(String text) {
        if (text.isEmpty()) {
            return List.of();
        }
        String whole = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return List.of(whole.split("\n", -1));
    }
}
