package groovyinfra.run;

import groovyinfra.model.Fact;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A question, for people: {@code CommandPath psql}. */
final class FactText {
    private FactText() {}

    /** The name of the fact and its arguments, without those that it has anyway. */
    static String of(Fact<?> fact) {
        if (!fact.getClass().isRecord()) {
            return fact.toString();
        }
        List<RecordComponent> components = List.of(fact.getClass().getRecordComponents());
        List<Object> values = components.stream().map(it -> value(it, fact)).toList();
        int count = values.size();
        while (count > 0 && fact.equals(shorter(fact.getClass(), components, values.subList(0, count - 1)))) {
            count--;
        }
        String arguments = values.stream().limit(count).map(String::valueOf).collect(Collectors.joining(", "));
        return (fact.getClass().getSimpleName() + " " + arguments).strip();
    }

    private static Object value(RecordComponent component, Fact<?> fact) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(fact);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The fact with these arguments only; null where it cannot be made of them. */
    private static Object shorter(Class<?> type, List<RecordComponent> components, List<Object> values) {
        Class<?>[] types = components.stream()
                .limit(values.size())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = Arrays.stream(type.getDeclaredConstructors())
                    .filter(it -> Arrays.equals(it.getParameterTypes(), types))
                    .findFirst()
                    .orElse(null);
            if (constructor == null) {
                return null;
            }
            constructor.setAccessible(true);
            return constructor.newInstance(values.toArray());
        } catch (ReflectiveOperationException refused) {
            return null;
        }
    }
}
