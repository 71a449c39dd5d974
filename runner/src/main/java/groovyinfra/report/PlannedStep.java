package groovyinfra.report;

import groovyinfra.model.Difference;
import groovyinfra.model.Option;
import groovyinfra.model.Step;
import groovyinfra.plan.PlannedCall;
import groovyinfra.plan.Prediction;
import java.util.List;
import java.util.Optional;

/** A step of a planned call, as far as it may be shown. */
record PlannedStep(String shown, Optional<Difference> difference) {
    private static final PlannedStep SENSITIVE = new PlannedStep("(sensitive, not shown)", Optional.empty());

    /** All steps of a call. */
    static List<PlannedStep> of(PlannedCall call) {
        boolean sensitive = call.call().options().has(Option.SENSITIVE);
        return steps(call.prediction()).stream()
                .map(step -> sensitive ? SENSITIVE : new PlannedStep(step.shown(), difference(step)))
                .toList();
    }

    private static Optional<Difference> difference(Step step) {
        return step instanceof Step.Upload upload ? upload.difference() : Optional.empty();
    }

    private static List<Step> steps(Prediction prediction) {
        return switch (prediction) {
            case Prediction.Unchanged unchanged -> List.of();
            case Prediction.Changes changes -> changes.work().steps();
            case Prediction.RunsAlways always -> always.work().steps();
            case Prediction.Depends depends -> depends.work().steps();
            case Prediction.Fails fails -> List.of();
        };
    }
}
