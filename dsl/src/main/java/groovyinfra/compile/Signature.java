package groovyinfra.compile;

import groovyinfra.author.Declaration;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How an operation is called, with types and defaults: {@code apt.packages(List<String> names, present: true)}. */
final class Signature {
    private Signature() {}

    static String of(Declaration operation) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < operation.parameters().size(); i++) {
            Declaration.Parameter parameter = operation.parameters().get(i);
            parts.add(
                    i < operation.positional()
                            ? type(parameter.type()) + " " + parameter.name()
                            : parameter.name() + ": " + parameter.shownDefault().orElse(type(parameter.type())));
        }
        return operation.title() + "(" + String.join(", ", parts) + ")";
    }

    /** A type in short. */
    static String type(Type type) {
        return switch (type) {
            case Class<?> plain -> plain.getSimpleName();
            case ParameterizedType generic ->
                type(generic.getRawType())
                        + Arrays.stream(generic.getActualTypeArguments())
                                .map(Signature::type)
                                .collect(Collectors.joining(", ", "<", ">"));
            default -> type.getTypeName();
        };
    }
}
