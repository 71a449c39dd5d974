package groovyinfra.run;

import groovyinfra.model.Fact;
import groovyinfra.model.Facts;
import groovyinfra.model.Identity;
import groovyinfra.plan.Doubt;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The facts as one call sees them; remembers which of them were uncertain. Of one thread. */
final class CallFacts implements Facts {
    private final FactStore store;
    private final Identity identity;
    private final Set<Doubt> uncertain;

    CallFacts(FactStore store, Identity identity) {
        this(store, identity, new LinkedHashSet<>(4));
    }

    private CallFacts(FactStore store, Identity identity, Set<Doubt> uncertain) {
        this.store = store;
        this.identity = identity;
        this.uncertain = uncertain;
    }

    @Override
    public CallFacts as(Identity other) {
        return new CallFacts(store, other, uncertain);
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
        List<Object> values = new ArrayList<>(facts.size());
        List<FactStore.Known> known = store.get(identity, facts, fresh);
        for (int each = 0; each < facts.size(); each++) {
            known.get(each).doubt().ifPresent(uncertain::add);
            values.add(known.get(each).value());
        }
        return values;
    }

    /** The questions whose answers may be others by the time the call is applied. */
    Set<Doubt> uncertain() {
        return uncertain;
    }
}
