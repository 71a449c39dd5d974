package groovyinfra.run;

import groovyinfra.deploy.CallResult;
import groovyinfra.model.CallPath;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import groovyinfra.model.Secret;
import java.nio.file.Path;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Plain data that hosts share: copied, so that nobody can change it for the others. */
final class Frozen {
    private Frozen() {}

    /** A copy that cannot be changed; a problem at this place where the value is not plain data. */
    static Object of(Object value, CallPath path) {
        return switch (value) {
            case null -> null;
            case Boolean plain -> plain;
            case Number plain -> plain;
            case Character plain -> plain;
            case Enum<?> plain -> plain;
            case Record plain -> plain;
            case Secret plain -> plain;
            case Path plain -> plain;
            case TemporalAmount plain -> plain;
            case TemporalAccessor plain -> plain;
            case CallResult plain -> plain;
            case CharSequence text -> text.toString();
            case Map<?, ?> map -> {
                Map<Object, Object> copy = new LinkedHashMap<>();
                map.forEach((key, each) -> copy.put(of(key, path), of(each, path)));
                yield Collections.unmodifiableMap(copy);
            }
            case Set<?> set -> {
                Set<Object> copy = new LinkedHashSet<>();
                set.forEach(each -> copy.add(of(each, path)));
                yield Collections.unmodifiableSet(copy);
            }
            case Collection<?> list -> {
                List<Object> copy = new ArrayList<>();
                list.forEach(each -> copy.add(of(each, path)));
                yield Collections.unmodifiableList(copy);
            }
            default ->
                throw new ProblemException(new Problem(
                        "Not plain data",
                        Problem.Where.at(path.position()),
                        "Hosts can share text, numbers, lists and maps; this is a "
                                + value.getClass().getName() + ".",
                        "Give a list or a map of what the other hosts need."));
        };
    }
}
