package groovyinfra.model;

import java.util.Map;
import java.util.Optional;

/**
 * One use of an operation by one host.
 *
 * @param operation such as {@code apt.packages}
 * @param subject for people: the arguments that are given without a name, masked and shortened; of a sensitive call, that it is one
 * @param arguments the named ones as given, copied when the call was made; secrets stay {@link Secret}
 * @param body from facts to work; pure, evaluated to plan and again right before it is applied
 */
public record Call(
        CallPath path,
        String operation,
        Optional<String> subject,
        Map<String, Object> arguments,
        Options options,
        Body body) {

    /** From facts to work. */
    @FunctionalInterface
    public interface Body {
        /** Reads facts, changes nothing. */
        Work work(Facts facts);
    }

    /** Whether it says that this work of it only looks, and changes nothing. */
    public boolean onlyLooks(Work work) {
        return options.has(Option.READ_ONLY) && !work.steps().isEmpty();
    }

    /** What stages, plans and problems call it: the {@code name} option, or operation and subject. */
    public String title() {
        return options.get(Option.NAME)
                .orElseGet(() -> operation + subject.map(it -> " " + it).orElse(""));
    }

    /** The same with its place: {@code files.file /etc/motd, deploy.groovy:3}. */
    public String placed() {
        return title() + ", " + path.position().shown();
    }
}
