package groovyinfra.run;

import groovyinfra.model.Area;
import groovyinfra.model.Fact;
import groovyinfra.model.Facts;
import groovyinfra.model.Identity;
import groovyinfra.model.Option;
import groovyinfra.model.Options;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import groovyinfra.plan.Doubt;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The facts as one call sees them, by its options; remembers which of them were uncertain. Of one thread. */
final class CallFacts implements Facts {
    private final FactStore store;
    private final Identity identity;
    private final Optional<String> chdir;
    private final Set<Doubt> uncertain;

    CallFacts(FactStore store, Options options) {
        this(store, options.identity(), options.get(Option.CHDIR), new LinkedHashSet<>(4));
    }

    private CallFacts(FactStore store, Identity identity, Optional<String> chdir, Set<Doubt> uncertain) {
        this.store = store;
        this.identity = identity;
        this.chdir = chdir;
        this.uncertain = uncertain;
    }

    @Override
    public CallFacts as(Identity other) {
        return new CallFacts(store, other, chdir, uncertain);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T get(Fact<T> fact) {
        return (T) get(List.of(fact)).get(0);
    }

    @Override
    public List<?> get(List<? extends Fact<?>> facts) {
        return get(facts, false);
    }

    List<Object> get(List<? extends Fact<?>> facts, boolean fresh) {
        chdir.ifPresent(directory -> refuseRelative(facts, directory));
        List<Object> values = new ArrayList<>(facts.size());
        List<FactStore.Known> known = store.get(identity, facts, fresh);
        for (int each = 0; each < facts.size(); each++) {
            known.get(each).doubt().ifPresent(uncertain::add);
            values.add(known.get(each).value());
        }
        return values;
    }

    /** Something else than a fact was looked at, which may be another by then. */
    void doubt(Doubt doubt) {
        uncertain.add(doubt);
    }

    /** Commands run in that directory, and facts are read in the home: a path that begins nowhere would be two. */
    private static void refuseRelative(List<? extends Fact<?>> facts, String chdir) {
        facts.stream()
                .flatMap(fact -> fact.about().stream())
                .map(CallFacts::path)
                .filter(path -> !path.startsWith("/"))
                .findFirst()
                .ifPresent(path -> {
                    throw new ProblemException(new Problem(
                            "Path is relative, and chdir is given",
                            Problem.Where.NOWHERE,
                            "'" + path + "' with chdir: '" + chdir + "'",
                            "Write the whole path" + (chdir.startsWith("/") ? ": " + chdir + "/" + path : "")));
                });
    }

    private static String path(Area area) {
        return switch (area) {
            case Area.Tree(String path) -> path;
            case Area.Entry(String path) -> path;
            case Area.All all -> "/";
            case Area.Named named -> "/";
        };
    }

    /** The questions whose answers may be others by the time the call is applied. */
    Set<Doubt> uncertain() {
        return uncertain;
    }
}
