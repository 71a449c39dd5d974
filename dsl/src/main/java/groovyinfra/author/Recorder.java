package groovyinfra.author;

import groovyinfra.deploy.CallResult;
import groovyinfra.model.Area;
import groovyinfra.model.Fact;
import groovyinfra.model.Facts;
import groovyinfra.model.Option;
import groovyinfra.model.Options;
import groovyinfra.model.Problem;
import groovyinfra.model.Step;
import groovyinfra.model.Work;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Collects what the body of an operation, and every operation called inside it, asks to be done. Of one thread. */
public final class Recorder {
    /** The recorder of the body that this thread is evaluating. */
    static final ScopedValue<Recorder> CURRENT = ScopedValue.newInstance();

    /** Options that a step can have for itself; the others belong to a call as a whole. */
    private static final Set<Option<?>> OF_A_STEP = Set.of(
            Option.NAME,
            Option.SUDO,
            Option.SU,
            Option.DOAS,
            Option.LOGIN_SHELL,
            Option.KEEP_ENV,
            Option.CHDIR,
            Option.ENV,
            Option.SHELL_EXECUTABLE,
            Option.TIMEOUT,
            Option.SUCCESS_CODES,
            Option.SENSITIVE,
            Option.WHEN);

    Facts facts;
    final Options options;
    final List<Step> steps = new ArrayList<>();
    final Set<Area> touches = new HashSet<>();
    final Map<Fact<?>, Object> assumptions = new HashMap<>();
    boolean always;
    boolean nothing;
    Optional<Problem> refusal = Optional.empty();

    /** What was worked out elsewhere, as long as it is all there is: most operations on files need no more. */
    private Work whole;

    private Recorder(Facts facts, Options options) {
        this.facts = facts;
        this.options = options;
    }

    /** Evaluates a body against these facts, for a call with these options. */
    public static Work record(Facts facts, Options options, Runnable body) {
        Recorder recorder = new Recorder(facts, options);
        Trail.apart(() -> ScopedValue.where(CURRENT, recorder).call(() -> {
            body.run();
            return recorder;
        }));
        return recorder.work();
    }

    /** What was worked out elsewhere is to be done, too. */
    void add(Work work) {
        boolean alone = steps.isEmpty()
                && touches.isEmpty()
                && assumptions.isEmpty()
                && !always
                && !nothing
                && refusal.isEmpty();
        whole = work;
        if (!alone || work.touches().isEmpty()) {
            opened();
        }
    }

    /** Ready for more. */
    Recorder opened() {
        if (whole != null) {
            steps.addAll(whole.steps());
            touches.addAll(whole.touches());
            assumptions.putAll(whole.assumptions());
            always |= whole.always();
            refusal = refusal.or(whole::refusal);
            whole = null;
        }
        return this;
    }

    private Work work() {
        return whole == null ? new Work(steps, touched(), assumptions, always, refusal) : whole;
    }

    /** Another operation called inside the body: its steps follow those that are there. */
    CallResult inline(Options options, String title, Runnable body) {
        int before = opened().steps.size();
        if (options.get(Option.WHEN).orElse(true)) {
            narrowed(options, title, () -> {
                body.run();
                return null;
            });
        }
        return new Inlined(
                title, opened().steps.size() > before, !options.get(Option.WHEN).orElse(true));
    }

    /** The commands that the body adds get these options. */
    <T> T narrowed(Options options, String title, Supplier<T> body) {
        options.values().keySet().stream()
                .filter(it -> !OF_A_STEP.contains(it))
                .findFirst()
                .ifPresent(it -> {
                    throw Library.problem(
                            "Option belongs to a call",
                            title + " gets '" + it.name() + "' inside another operation",
                            "Give '" + it.name() + "' where the outer operation is called");
                });
        int before = opened().steps.size();
        T value = asked(options, body);
        opened();
        for (int i = before; i < steps.size(); i++) {
            steps.set(i, narrowed(steps.get(i), options));
        }
        return value;
    }

    /** What the body asks is asked by whoever does what it says. */
    private <T> T asked(Options options, Supplier<T> body) {
        Facts outer = facts;
        facts = options.user().map(outer::as).orElse(outer);
        try {
            return body.get();
        } finally {
            facts = outer;
        }
    }

    private static Step narrowed(Step step, Options options) {
        return step instanceof Step.Run run
                ? new Step.Run(run.command(), options.narrowedBy(run.options()), run.stdin())
                : step;
    }

    private Set<Area> touched() {
        return touches.isEmpty() && !nothing && !steps.isEmpty() ? Set.of(Area.ALL) : touches;
    }

    /** What is known of an operation that became part of another one: what it is going to do, nothing of how it went. */
    private record Inlined(String title, boolean isChanged, boolean isSkipped) implements CallResult {
        @Override
        public boolean isFailed() {
            return false;
        }

        @Override
        public String getStdout() {
            throw unknown();
        }

        @Override
        public String getStderr() {
            throw unknown();
        }

        @Override
        public int getExitCode() {
            throw unknown();
        }

        private RuntimeException unknown() {
            return Library.problem(
                    "Output is not known yet",
                    "the body of an operation is evaluated before " + title + " runs",
                    "Make a recipe of it: a method without @Operation");
        }
    }
}
