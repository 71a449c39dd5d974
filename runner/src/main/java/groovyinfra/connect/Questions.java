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
    private final Readings readings;

    Questions(List<? extends Fact<?>> facts, Readings readings) {
        this.facts = facts;
        this.readings = readings;
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

    private Session.Answer answer(Fact<?> fact, Part.Ended ended) {
        Result result = ended.result();
        if (ended.notes().contains("absent")) {
            return known(result, () -> Readings.frozen(fact.absent()));
        }
        if (result.getExitCode() != 0) {
            return new Session.Answer.Failed(result, result.exit().shown());
        }
        if (ended.cut()) {
            return new Session.Answer.Failed(result, "more output than a fact may have");
        }
        return known(result, () -> readings.of(fact, result.stdout()));
    }

    private static Session.Answer known(Result result, Supplier<?> value) {
        try {
            return new Session.Answer.Known(value.get());
        } catch (RuntimeException unexpected) {
            return new Session.Answer.Failed(result, "its output cannot be read: " + unexpected);
        }
    }
}
