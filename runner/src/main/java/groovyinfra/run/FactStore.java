package groovyinfra.run;

import groovyinfra.connect.Diagnosis;
import groovyinfra.connect.NoIdentity;
import groovyinfra.connect.Session;
import groovyinfra.model.Area;
import groovyinfra.model.Fact;
import groovyinfra.model.Identity;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import groovyinfra.plan.Doubt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * What is known of one host in one pass: answers by identity and question, until something may have changed them.
 *
 * <p>In a plan nothing changes, but calls say what they would touch: what they touch is uncertain from then on, except where
 * they say what the answer will be. What is out of date is told by when it was learnt, and not looked for: a call costs the same
 * however many there were before it.
 */
final class FactStore {
    private static final int FEW = 64;
    /** A command of more than this is a script, which nobody wants to read. */
    private static final int LONG = 100;

    private record Question(Identity identity, Fact<?> fact) {
        @Override
        public int hashCode() {
            return fact.hashCode() + identity.hashCode();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Question that && fact.equals(that.fact) && identity.equals(that.identity);
        }
    }

    /** What is known, and how many calls had touched something when it was learnt. */
    private sealed interface Learnt {
        /** What the host has said. */
        record Told(Session.Answer answer, int when) implements Learnt {}

        /** What a planned call says that it will be. */
        record Assumed(Object value, int when) implements Learnt {}
    }

    /** An answer, and why it may be another one by the time it is asked for in earnest. */
    record Known(Object value, Optional<Doubt> doubt) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Session session;
    private final BiConsumer<List<String>, Duration> read;
    private final Map<Question, Learnt.Told> answers = new HashMap<>();
    private final Map<Fact<?>, Learnt.Assumed> assumed = new HashMap<>();
    private final Touched changed = new Touched();
    private final Touched planned = new Touched();
    private int swept = FEW;
    private int namedLast;
    private String nameOfLast = "";
    /** The planned calls that would touch something, named; as many as {@link #planned} has counted. */
    private final List<Supplier<String>> changing = new ArrayList<>();

    FactStore(Session session, BiConsumer<List<String>, Duration> read) {
        this.session = session;
        this.read = read;
    }

    /** The answers, in order; those that are not known are asked for in one message. */
    List<Known> get(Identity as, List<? extends Fact<?>> facts, boolean fresh) {
        lock.lock();
        try {
            if (fresh) {
                facts.forEach(fact -> answers.remove(new Question(as, fact)));
            }
            List<Learnt> learnt = learnt(as, facts);
            List<Known> known = new ArrayList<>(facts.size());
            for (int i = 0; i < facts.size(); i++) {
                known.add(known(as, facts.get(i), learnt.get(i)));
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    private List<Learnt> learnt(Identity as, List<? extends Fact<?>> facts) {
        List<Learnt> all = new ArrayList<>(facts.size());
        List<Fact<?>> unknown = new ArrayList<>();
        for (Fact<?> fact : facts) {
            Learnt one = learnt(as, fact);
            all.add(one);
            if (one == null && !unknown.contains(fact)) {
                unknown.add(fact);
            }
        }
        if (!unknown.isEmpty()) {
            ask(as, unknown);
            for (int i = 0; i < facts.size(); i++) {
                if (all.get(i) == null) {
                    all.set(i, answers.get(new Question(as, facts.get(i))));
                }
            }
        }
        return all;
    }

    /** The host was asked for something that is not kept. */
    void told(String asked, Duration took) {
        read.accept(List.of(asked), took);
    }

    /** What is known, unless it is out of date. */
    private Learnt learnt(Identity as, Fact<?> fact) {
        Learnt.Assumed assumption = assumed.get(fact);
        return assumption != null && assumption.when >= touched(fact) ? assumption : answer(new Question(as, fact));
    }

    private void ask(Identity as, List<Fact<?>> questions) {
        long began = System.nanoTime();
        List<Session.Answer> replies = session.ask(as, questions);
        for (int each = 0; each < questions.size(); each++) {
            answers.put(new Question(as, questions.get(each)), new Learnt.Told(replies.get(each), changed.latest()));
        }
        List<String> asked = new ArrayList<>(questions.size());
        questions.forEach(fact -> asked.add(FactText.of(fact)));
        read.accept(asked, Duration.ofNanos(System.nanoTime() - began));
    }

    /** The answer, unless there is none or something has changed since that it is about. */
    private Learnt.Told answer(Question question) {
        Learnt.Told answer = answers.get(question);
        return answer == null || holds(question.fact, answer) ? answer : null;
    }

    private boolean holds(Fact<?> fact, Learnt.Told answer) {
        return fact.lasting() || answer.when == changed.latest() || answer.when >= changed.latest(fact.about());
    }

    private Known known(Identity as, Fact<?> fact, Learnt learnt) {
        return switch (learnt) {
            case Learnt.Assumed(Object value, int _) -> new Known(value, Optional.empty());
            case Learnt.Told(Session.Answer.Known(Object value), int _) -> new Known(value, doubt(fact));
            case Learnt.Told(Session.Answer.Failed failed, int _) -> {
                answers.remove(new Question(as, fact));
                throw new Unread(failed(fact, failed), doubt(fact));
            }
        };
    }

    /** Why something that could not be found out may well be by the time it is asked for in earnest. */
    Optional<Doubt> doubt(ProblemException problem) {
        lock.lock();
        try {
            return switch (problem) {
                case Unread unread -> unread.doubt;
                case NoIdentity refused -> doubt(refused.identity());
                default -> Optional.empty();
            };
        } finally {
            lock.unlock();
        }
    }

    private Optional<Doubt> doubt(Identity as) {
        int touched = planned.latest() == 0 ? 0 : planned.latest(Identity.about(as));
        return touched == 0 ? Optional.empty() : Optional.of(new Doubt("user " + Identity.name(as), named(touched)));
    }

    private Optional<Doubt> doubt(Fact<?> fact) {
        int touched = fact.lasting() ? 0 : touched(fact);
        return touched == 0 ? Optional.empty() : Optional.of(new Doubt(FactText.of(fact), named(touched)));
    }

    /** Which planned call is the last to touch what a fact is about; 0 where none does. */
    private int touched(Fact<?> fact) {
        return planned.latest() == 0 ? 0 : planned.latest(fact.about());
    }

    /** A planned call, for people: mostly the one that was named before. */
    private String named(int call) {
        if (call != namedLast) {
            namedLast = call;
            nameOfLast = changing.get(call - 1).get();
        }
        return nameOfLast;
    }

    /** These parts of the host have changed: what is known of them counts no more. */
    void changed(Set<Area> areas) {
        lock.lock();
        try {
            changed.add(areas);
            if (answers.size() > swept) {
                answers.entrySet().removeIf(known -> !holds(known.getKey().fact, known.getValue()));
                swept = Math.max(FEW, 2 * answers.size());
            }
        } finally {
            lock.unlock();
        }
    }

    /** A planned call, named for people, will change these parts of the host, with this known of them afterwards. */
    void willChange(Set<Area> areas, Map<Fact<?>, Object> assumptions, Supplier<String> call) {
        lock.lock();
        try {
            planned.add(areas);
            assumptions.forEach((fact, value) -> assumed.put(fact, new Learnt.Assumed(value, planned.latest())));
            if (!areas.isEmpty()) {
                changing.add(call);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The first call of the plan that would change something; nothing while none does. */
    Optional<String> changing() {
        lock.lock();
        try {
            return changing.stream().findFirst().map(Supplier::get);
        } finally {
            lock.unlock();
        }
    }

    private static Problem failed(Fact<?> fact, Session.Answer.Failed failed) {
        String said = failed.result().stderr().isBlank()
                ? failed.result().stdout()
                : failed.result().stderr();
        return new Problem(
                "Fact could not be read",
                Problem.Where.NOWHERE,
                FactText.of(fact) + ": " + failed.reason() + (said.isBlank() ? "" : "\n" + Tail.of(said)),
                Diagnosis.of(failed.result())
                        .map(Diagnosis::attempt)
                        .orElseGet(() -> attempt(fact.command().shown())));
    }

    private static String attempt(String command) {
        return command.length() > LONG ? "Look for the cause on the host" : "Run the command on the host: " + command;
    }

    /** A fact's command failed. */
    static final class Unread extends ProblemException {
        private final transient Optional<Doubt> doubt;

        Unread(Problem problem, Optional<Doubt> doubt) {
            super(problem);
            this.doubt = doubt;
        }
    }
}
