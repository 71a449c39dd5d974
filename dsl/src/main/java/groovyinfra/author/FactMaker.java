package groovyinfra.author;

import groovyinfra.model.Fact;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Makes facts of arguments: the components of their record, of which those with a default may be left out, from the end.
 *
 * @param components of the record, in order
 */
public record FactMaker(Class<?> type, List<RecordComponent> components) {

    /** Converts an argument to the type of a component. */
    public interface Converter {
        /** The value that the fact gets. */
        Object convert(RecordComponent component, Object argument);
    }

    /** The maker of a fact; nothing where the type is no record. */
    public static Optional<FactMaker> of(Class<?> type) {
        return Optional.ofNullable(type.getRecordComponents()).map(it -> new FactMaker(type, List.of(it)));
    }

    /** The fact with these arguments; one too many or too few is a problem that names those that there are. */
    public Fact<?> make(List<?> arguments, Converter converter) {
        Constructor<?> constructor = constructor(arguments.size()).orElseThrow(() -> {
            List<String> names =
                    components.stream().map(RecordComponent::getName).toList();
            return Library.problem(
                    "Fact has other arguments",
                    type.getSimpleName() + " takes " + counts() + ", given are " + arguments.size(),
                    names.isEmpty() ? "Leave them out" : "Give " + String.join(", ", names));
        });
        Object[] values = IntStream.range(0, arguments.size())
                .mapToObj(it -> converter.convert(components.get(it), arguments.get(it)))
                .toArray();
        return (Fact<?>) Library.instance(constructor, values);
    }

    private String counts() {
        List<String> counts = IntStream.rangeClosed(0, components.size())
                .filter(it -> constructor(it).isPresent())
                .mapToObj(String::valueOf)
                .toList();
        return String.join(" or ", counts);
    }

    private Optional<Constructor<?>> constructor(int given) {
        if (given > components.size()) {
            return Optional.empty();
        }
        Class<?>[] types =
                components.stream().limit(given).map(RecordComponent::getType).toArray(Class<?>[]::new);
        return Arrays.stream(type.getDeclaredConstructors())
                .<Constructor<?>>map(it -> it)
                .filter(it -> Arrays.equals(it.getParameterTypes(), types))
                .findFirst();
    }
}
