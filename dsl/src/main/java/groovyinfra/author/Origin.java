package groovyinfra.author;

import groovyinfra.model.Host;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Where in the data of a host a value comes from. */
public final class Origin {
    private Origin() {}

    /** The first place where such a value stands, as scripts write it. */
    public static Optional<String> of(Host host, Object value) {
        return key(host.data(), value).map(it -> "host.data." + it);
    }

    private static Optional<String> key(Map<?, ?> data, Object value) {
        return data.entrySet().stream()
                .flatMap(it -> below(it.getKey().toString(), it.getValue(), value).stream())
                .findFirst();
    }

    private static Optional<String> below(String place, Object found, Object value) {
        if (Objects.equals(found, value)) {
            return Optional.of(place);
        }
        return switch (found) {
            case Map<?, ?> map -> key(map, value).map(it -> place + "." + it);
            case List<?> list -> {
                Optional<String> inner = Optional.empty();
                for (int i = 0; i < list.size() && inner.isEmpty(); i++) {
                    inner = below(place + "[" + i + "]", list.get(i), value);
                }
                yield inner;
            }
            case null, default -> Optional.empty();
        };
    }
}
