package groovyinfra.author;

import groovyinfra.model.Option;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.Map;

/** The full types of the options of every call, as the constants of {@link Option} declare them. */
final class OptionTypes {
    private static final Map<Option<?>, Type> TYPES = read();

    private OptionTypes() {}

    static Type of(Option<?> option) {
        Type declared = TYPES.get(option);
        return declared instanceof ParameterizedType ? declared : option.type();
    }

    private static Map<Option<?>, Type> read() {
        Map<Option<?>, Type> types = new HashMap<>();
        for (Field field : Option.class.getFields()) {
            if (field.getType() == Option.class && field.getGenericType() instanceof ParameterizedType constant) {
                types.put(value(field), constant.getActualTypeArguments()[0]);
            }
        }
        return Map.copyOf(types);
    }

    private static Option<?> value(Field constant) {
        try {
            return (Option<?>) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
