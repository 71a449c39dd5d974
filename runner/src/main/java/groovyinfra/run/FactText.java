package groovyinfra.run;

import groovyinfra.model.Fact;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A question, for people: {@code CommandPath psql}. */
final class FactText {
    private static final ClassValue<FactText> KNOWN = new ClassValue<>() {
        @Override
        protected FactText computeValue(Class<?> type) {
            return new FactText(type);
        }
    };

    private final String name;
    private final List<Method> accessors = new ArrayList<>();

    /** By the number of their arguments: those that leave out the last ones, which then have their defaults. */
    private final List<Optional<Constructor<?>>> shorter = new ArrayList<>();

    private FactText(Class<?> type) {
        this.name = type.getSimpleName();
        List<Class<?>> types = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            component.getAccessor().setAccessible(true);
            accessors.add(component.getAccessor());
            shorter.add(constructor(type, types.toArray(Class<?>[]::new)));
            types.add(component.getType());
        }
    }

    private static Optional<Constructor<?>> constructor(Class<?> type, Class<?>[] types) {
        Optional<Constructor<?>> found = Arrays.stream(type.getDeclaredConstructors())
                .filter(it -> Arrays.equals(it.getParameterTypes(), types))
                .findFirst();
        found.ifPresent(it -> it.setAccessible(true));
        return found;
    }

    /** The name of the fact and its arguments, without those that it has anyway. */
    static String of(Fact<?> fact) {
        return fact.getClass().isRecord() ? KNOWN.get(fact.getClass()).text(fact) : fact.toString();
    }

    private String text(Fact<?> fact) {
        Object[] values = new Object[accessors.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(accessors.get(i), fact);
        }
        int count = values.length;
        while (count > 0 && isMadeOf(fact, Arrays.copyOf(values, count - 1))) {
            count--;
        }
        StringBuilder text = new StringBuilder(name);
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? " " : ", ").append(values[i]);
        }
        return text.toString();
    }

    private static Object value(Method accessor, Fact<?> fact) {
        try {
            return accessor.invoke(fact);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isMadeOf(Fact<?> fact, Object[] values) {
        Optional<Constructor<?>> constructor = shorter.get(values.length);
        try {
            return constructor.isPresent() && fact.equals(constructor.get().newInstance(values));
        } catch (ReflectiveOperationException refused) {
            return false;
        }
    }
}
