package groovyinfra.report;

import groovyinfra.model.Content;
import groovyinfra.model.Mode;
import groovyinfra.model.Numeral;
import groovyinfra.model.Secret;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Values as maps, lists, texts, numbers and flags: records become maps, durations seconds, all else text; a secret is
 * never shown. */
public final class PlainData {
    private final UnaryOperator<String> texts;

    private PlainData(UnaryOperator<String> texts) {
        this.texts = texts;
    }

    /** The value in plain form. */
    static Object of(Object value) {
        return of(value, UnaryOperator.identity());
    }

    /**
     * The value in plain form.
     *
     * @param mask goes over every text
     */
    public static Object of(Object value, UnaryOperator<String> mask) {
        return new PlainData(mask).plain(value);
    }

    private Object plain(Object value) {
        return switch (value) {
            case null -> null;
            case String text -> texts.apply(text);
            case Duration duration -> duration.toMillis() / 1000.0;
            case Secret secret -> Secret.MASK;
            case Mode mode -> mode.toString();
            case Content.Bytes content -> texts.apply(new String(content.bytes(), StandardCharsets.UTF_8));
            case Content content -> Secret.MASK;
            case int[] numbers -> numbers;
            case Numeral numeral -> numeral.toString();
            case Number number -> number;
            case Boolean flag -> flag;
            case Optional<?> optional -> plain(optional.orElse(null));
            case Collection<?> values -> {
                List<Object> copy = new ArrayList<>();
                values.forEach(each -> copy.add(plain(each)));
                yield copy;
            }
            case Map<?, ?> map -> {
                Map<String, Object> copy = new LinkedHashMap<>();
                map.forEach((key, each) -> copy.put(texts.apply(String.valueOf(key)), plain(each)));
                yield copy;
            }
            case Record record -> components(record);
            default -> texts.apply(value.toString());
        };
    }

    private Object components(Record record) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                Method accessor = component.getAccessor();
                accessor.setAccessible(true);
                fields.put(component.getName(), plain(accessor.invoke(record)));
            } catch (ReflectiveOperationException inaccessible) {
                return texts.apply(record.toString());
            }
        }
        return fields;
    }
}
