package groovyinfra.cli;

import groovyinfra.model.Command;
import groovyinfra.model.Folded;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import groovyinfra.plan.Plan;
import groovyinfra.report.Detail;
import groovyinfra.report.PlanCounts;
import groovyinfra.report.Reporter;
import groovyinfra.report.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** What {@code run}, {@code op} and {@code plan} have in common: plan, show, ask, apply. */
final class DeployWork {
    private final Invocation invocation;
    private final WorkFlags flags;
    private final boolean diff;

    DeployWork(Invocation invocation, WorkFlags flags, boolean diff) {
        this.invocation = invocation;
        this.flags = flags;
        this.diff = diff;
    }

    /** Plans only. */
    Ending plan(HostWork.Task task, boolean failOnChanges) {
        HostWork work = new HostWork(invocation, flags, false);
        Reporter reporter = reporter(work, false, summary -> Optional.empty());
        return work.with(task, reporter, List::of, inventory -> OptionalInt.empty(), stand -> {
            Plan plan = stand.engine().plan();
            Ending ending = stand.watching().ending();
            boolean changes = failOnChanges && !PlanCounts.of(plan).nothing();
            return ending == Ending.DONE && changes ? Ending.CHANGES : ending;
        });
    }

    /** Plans, shows, asks and applies; or applies in one pass. */
    Ending run(HostWork.Task task, ApplyFlags apply) {
        HostWork work = new HostWork(invocation, flags, apply.yes());
        Reporter reporter = reporter(work, apply.yes(), new NextCommand(invocation));
        return work.with(
                task,
                reporter,
                List::of,
                inventory -> {
                    OptionalInt tolerated = apply.tolerated(inventory.ofRun().size());
                    if (!apply.yes()) {
                        requireSomebody(work.output());
                    }
                    return tolerated;
                },
                stand -> apply.yes() ? apply(stand, Optional.empty()) : ask(work, stand));
    }

    private Ending ask(HostWork work, HostWork.Stand stand) {
        Plan plan = stand.engine().plan();
        Ending planned = stand.watching().ending();
        PlanCounts counts = PlanCounts.of(plan);
        if (planned == Ending.INTERRUPTED || planned == Ending.NO_HOST || counts.nothing()) {
            return planned;
        }
        Optional<Boolean> agreed = work.output().questions().agree(question(stand, counts));
        if (!agreed.orElse(false)) {
            work.output().screen().say("nothing was changed");
            return agreed.isPresent() ? Ending.DECLINED : Ending.INTERRUPTED;
        }
        return apply(stand, Optional.of(plan));
    }

    private static Ending apply(HostWork.Stand stand, Optional<Plan> plan) {
        stand.engine().apply(plan);
        return stand.watching().ending();
    }

    private static String question(HostWork.Stand stand, PlanCounts counts) {
        List<String> hosts = stand.hosts();
        return "Apply this to " + stand.inventory().title() + ", " + hosts.size()
                + (hosts.size() == 1 ? " host" : " hosts") + " (" + Folded.of(hosts) + "): " + counts.text() + "?";
    }

    private Reporter reporter(HostWork work, boolean onePass, Function<Summary, Optional<String>> next) {
        OutputFlags output = flags.output();
        return work.output().run(new Detail(output.verbosity(), output.quiet(), diff, onePass), next);
    }

    private void requireSomebody(Output output) {
        if (output.isJson() || !output.questions().possible()) {
            throw unanswerable(output.isJson());
        }
    }

    private ProblemException unanswerable(boolean json) {
        boolean plannable = !invocation.arguments().getFirst().equals(Verb.OP.word());
        List<String> words = new ArrayList<>(List.of(invocation.surroundings().command()));
        words.addAll(invocation.arguments());
        words.add("-y");
        return new ProblemException(new Problem(
                "Nobody can be asked",
                Problem.Where.NOWHERE,
                json
                        ? "with --json there is nobody to show a plan to"
                        : "the standard input is no terminal, and -y is not given",
                (plannable ? "look at the plan with 'plan', then: " : "agree to it beforehand: ")
                        + Command.of(words.toArray()).shown()));
    }
}
