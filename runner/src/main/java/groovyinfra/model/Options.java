package groovyinfra.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Values for some {@linkplain Option options}: of a call, a block, a host, the command line. Immutable. */
public final class Options {
    /** No option is given. */
    public static final Options NONE = new Options(Map.of());

    /** A nearer one of these takes the place of all of them. */
    private static final Set<Option<?>> USERS = Set.of(Option.SUDO, Option.SU, Option.DOAS);

    private final Map<Option<?>, Object> values;

    private Options(Map<Option<?>, Object> values) {
        this.values = values;
    }

    /** These options, and one more; a value given before is replaced. */
    public <T> Options with(Option<T> option, T value) {
        return with(Map.of(option, value));
    }

    /** These options, replaced or completed by values of the right type. */
    public Options with(Map<Option<?>, ?> nearer) {
        if (nearer.isEmpty()) {
            return this;
        }
        Map<Option<?>, Object> all = new LinkedHashMap<>(values);
        if (USERS.stream().anyMatch(nearer::containsKey)) {
            all.keySet().removeAll(USERS);
        }
        all.putAll(nearer);
        return new Options(all);
    }

    /** Those of these options. */
    public Options only(Set<Option<?>> those) {
        Map<Option<?>, Object> some = new LinkedHashMap<>(values);
        some.keySet().retainAll(those);
        return new Options(some);
    }

    /** These options but for those. */
    public Options without(Set<Option<?>> others) {
        Map<Option<?>, Object> rest = new LinkedHashMap<>(values);
        rest.keySet().removeAll(others);
        return new Options(rest);
    }

    /** These options where nothing nearer is given. */
    public Options narrowedBy(Options nearer) {
        return values.isEmpty() ? nearer : with(nearer.values);
    }

    /** The value, where one is given. */
    @SuppressWarnings("unchecked")
    public <T> Optional<T> get(Option<T> option) {
        return values.isEmpty() ? Optional.empty() : Optional.ofNullable((T) values.get(option));
    }

    /** Whether a flag is given as true. */
    public boolean has(Option<Boolean> flag) {
        return !values.isEmpty() && Boolean.TRUE.equals(values.get(flag));
    }

    /** As whom commands run. */
    public Identity identity() {
        if (values.isEmpty()) {
            return Identity.LOGIN;
        }
        return Identity.in(
                new Identity.Manner(has(Option.LOGIN_SHELL), has(Option.KEEP_ENV)), user().orElse(Identity.LOGIN));
    }

    /** The same, where one of the options for it is given. */
    public Optional<Identity> user() {
        return get(Option.SUDO).or(() -> get(Option.SU)).or(() -> get(Option.DOAS));
    }

    /** What is given, by option. */
    public Map<Option<?>, Object> values() {
        return Map.copyOf(values);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Options options && values.equals(options.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
