package groovyinfra.run;

import groovyinfra.connect.Session;
import groovyinfra.model.Area;
import groovyinfra.model.Fact;
import groovyinfra.model.Identity;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

/**
 * What is known of one host in one pass: answers by identity and question, until something may have changed them.
 *
 * <p>In a plan nothing changes, but calls say what they would touch: what they touch is uncertain from then on, except where
 * they say what the answer will be.
 */
final class FactStore {

    private record Question(Identity identity, Fact<?> fact) {}

    /** An answer, and whether calls of the plan may change it before it is asked for in earnest. */
    record Known(Object value, boolean uncertain) {}

    private final ReentrantLock lock = new ReentrantLock();
    private final Session session;
    private final BiConsumer<List<String>, Duration> read;
    private final Map<Question, Session.Answer> answers = new HashMap<>();
    private final Map<Fact<?>, Object> assumed = new HashMap<>();
    private final Touched touched = new Touched();
    private String changing;

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
            ask(as, facts);
            List<Known> known = new ArrayList<>(facts.size());
            for (Fact<?> fact : facts) {
                known.add(known(as, fact));
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    private void ask(Identity as, List<? extends Fact<?>> facts) {
        Set<Fact<?>> unknown = new LinkedHashSet<>(facts);
        unknown.removeIf(fact -> assumed.containsKey(fact) || answers.containsKey(new Question(as, fact)));
        if (unknown.isEmpty()) {
            return;
        }
        List<Fact<?>> questions = List.copyOf(unknown);
        long began = System.nanoTime();
        List<Session.Answer> replies = session.ask(as, questions);
        for (int each = 0; each < questions.size(); each++) {
            answers.put(new Question(as, questions.get(each)), replies.get(each));
        }
        read.accept(questions.stream().map(FactText::of).toList(), Duration.ofNanos(System.nanoTime() - began));
    }

    private Known known(Identity as, Fact<?> fact) {
        if (assumed.containsKey(fact)) {
            return new Known(assumed.get(fact), false);
        }
        boolean uncertain = !fact.lasting() && touched.overlaps(fact.about());
        return switch (answers.get(new Question(as, fact))) {
            case Session.Answer.Known(Object value) -> new Known(value, uncertain);
            case Session.Answer.Failed failed -> {
                answers.remove(new Question(as, fact));
                throw new Unread(failed(fact, failed), uncertain);
            }
        };
    }

    private static boolean touches(Set<Area> areas, Fact<?> fact) {
        for (Area about : fact.about()) {
            for (Area area : areas) {
                if (area.overlaps(about)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** These parts of the host have changed: what is known of them is forgotten. */
    void changed(Set<Area> areas) {
        lock.lock();
        try {
            answers.keySet().removeIf(known -> !known.fact.lasting() && touches(areas, known.fact));
        } finally {
            lock.unlock();
        }
    }

    /** A planned call, named for people, will change these parts of the host, with this known of them afterwards. */
    void willChange(Set<Area> areas, Map<Fact<?>, Object> assumptions, String call) {
        lock.lock();
        try {
            assumed.keySet().removeIf(fact -> touches(areas, fact));
            assumed.putAll(assumptions);
            touched.add(areas);
            if (changing == null && !touched.isEmpty()) {
                changing = call;
            }
        } finally {
            lock.unlock();
        }
    }

    /** The first call of the plan that would change something; nothing while none does. */
    Optional<String> changing() {
        lock.lock();
        try {
            return Optional.ofNullable(changing);
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
                "Run the command on the host: " + fact.command().shown());
    }

    /** A fact's command failed. */
    static final class Unread extends ProblemException {
        final boolean uncertain;

        Unread(Problem problem, boolean uncertain) {
            super(problem);
            this.uncertain = uncertain;
        }
    }
}
