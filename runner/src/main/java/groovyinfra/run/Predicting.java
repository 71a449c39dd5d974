package groovyinfra.run;

import groovyinfra.model.Area;
import groovyinfra.model.Call;
import groovyinfra.model.CallPath;
import groovyinfra.model.Option;
import groovyinfra.model.Options;
import groovyinfra.model.Position;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import groovyinfra.model.Result;
import groovyinfra.model.Work;
import groovyinfra.plan.Doubt;
import groovyinfra.plan.Prediction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Works out what calls of one host would do, and changes nothing. */
final class Predicting {
    private final String host;
    private final Events events;
    private final Sensitive sensitive;
    private final BiConsumer<Call, Collection<Doubt>> looks;
    /** In the order of looking. On what everything that follows depends: the script has looked at something uncertain. */
    private final Set<Doubt> dependence = new LinkedHashSet<>();

    /** @param looks told when the script looks at the prediction of a call, and on what that depends */
    Predicting(String host, Events events, Sensitive sensitive, BiConsumer<Call, Collection<Doubt>> looks) {
        this.host = host;
        this.events = events;
        this.sensitive = sensitive;
        this.looks = looks;
    }

    /** The script has looked at these. */
    void dependsOn(Collection<Doubt> uncertain) {
        dependence.addAll(uncertain);
    }

    int dependence() {
        return dependence.size();
    }

    /** The script has come to the end of what it looked for: only what it looked at before counts on. */
    void restore(int size) {
        List<Doubt> before = dependence.stream().limit(size).toList();
        dependence.retainAll(before);
    }

    Predicted predict(Call call, Target target, int stage) {
        CallFacts facts = new CallFacts(target.facts(), call.options());
        try {
            Optional<String> unwanted = new Wanted(call, target, facts).unless();
            if (unwanted.isPresent()) {
                return predicted(call, new Prediction.Unchanged(unwanted.get()), facts, Work.NONE);
            }
            Work work = target.work(call, facts);
            if (work.refusal().isPresent() && isCertain(facts)) {
                return fails(call, work.refusal().get(), List.of());
            }
            return call.onlyLooks(work) && work.commandsOnly()
                    ? look(call, target, stage, work)
                    : predict(call, target, facts, work);
        } catch (ProblemException problem) {
            return target.facts()
                    .doubt(problem)
                    .map(it -> depends(call, List.of(it)))
                    .orElseGet(() -> failing(call, facts, problem));
        }
    }

    private Predicted depends(Call call, List<Doubt> on) {
        return predicted(call, new Prediction.Depends(on, Work.NONE), List.of());
    }

    /** A group that is missing now may be there by then: what is uncertain is no reason to fail. */
    private Predicted failing(Call call, CallFacts facts, ProblemException problem) {
        return isCertain(facts)
                ? fails(call, problem.problems().getFirst(), List.of())
                : predicted(call, new Prediction.Unchanged(""), facts, Work.NONE);
    }

    private boolean isCertain(CallFacts facts) {
        return facts.uncertain().isEmpty() && dependence.isEmpty();
    }

    /** Whether the script catches it is not known here: all that follows depends on it, unless it is ignored. */
    private Predicted fails(Call call, Problem problem, List<Result> results) {
        if (!call.options().has(Option.IGNORE_ERRORS)) {
            dependsOn(List.of(Doubt.of(call.placed())));
        }
        Problem placed = problem.at(call.path().position()).on(host);
        return predicted(call, new Prediction.Fails(placed), results);
    }

    private Predicted predict(Call call, Target target, CallFacts facts, Work work) {
        Set<Area> touched = work.steps().isEmpty() ? Set.of() : work.touches();
        target.facts().willChange(touched, work.assumptions(), named(call));
        Prediction prediction = work.steps().isEmpty()
                ? new Prediction.Unchanged("")
                : work.always() ? new Prediction.RunsAlways(work) : new Prediction.Changes(work);
        return predicted(call, prediction, facts, work);
    }

    private Predicted predicted(Call call, Prediction certain, CallFacts facts, Work work) {
        Set<Doubt> on = facts.uncertain();
        if (!dependence.isEmpty()) {
            on = new LinkedHashSet<>(dependence);
            on.addAll(facts.uncertain());
        }
        Prediction prediction = on.isEmpty() ? certain : new Prediction.Depends(List.copyOf(on), work);
        return predicted(call, prediction, List.of());
    }

    private Predicted predicted(Call call, Prediction prediction, List<Result> results) {
        return new Predicted(call, prediction, results, on -> looks.accept(call, on));
    }

    // Of the call itself nothing is kept: there may be very many.
    private static Supplier<String> named(Call call) {
        String operation = call.operation();
        Optional<String> subject = call.subject();
        Options options = call.options();
        Position position = call.path().position();
        return () ->
                new Call(CallPath.of(position), operation, subject, Map.of(), options, facts -> Work.NONE).placed();
    }

    /** A command that only looks runs in the plan, too; what it sees is uncertain where calls before it will change something. */
    private Predicted look(Call call, Target target, int stage, Work work) {
        Set<Doubt> on = new LinkedHashSet<>(dependence);
        target.facts().changing().map(Doubt::of).ifPresent(on::add);
        StepEvents progress = new StepEvents(events, stage, host, call, work.steps(), 0);
        List<Result> results = new ArrayList<>(target.session().carryOut(work.steps(), call.options(), progress));
        sensitive.keep(call, results);
        Optional<Problem> failure = Judgement.of(call, work.steps(), results);
        if (!on.isEmpty()) {
            dependsOn(on);
            return predicted(call, new Prediction.Depends(List.copyOf(on), Work.NONE), results);
        }
        return failure.map(it -> fails(call, it, results))
                .orElseGet(() -> predicted(call, new Prediction.Unchanged(""), results));
    }
}
