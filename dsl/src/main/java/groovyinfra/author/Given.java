package groovyinfra.author;

import groovyinfra.model.Command;
import groovyinfra.model.Content;
import groovyinfra.model.Option;
import groovyinfra.model.Options;
import groovyinfra.model.Problem;
import groovyinfra.model.ProblemException;
import groovyinfra.model.Suggestion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a call site gives, sorted and converted by the operation's declaration.
 *
 * @param options those that every call has
 */
record Given(Arguments arguments, Options options) {
    private static final int LONGEST_SUBJECT = 60;
    private static final int LONGEST_OF_SEVERAL = 45;
    private static final int LEAST_OF_FIRST = 16;
    private static final Pattern SPACE = Pattern.compile("\\s+");

    /** Sorts what is given; what does not fit is a problem that names option and value. */
    static Given of(Declaration declaration, Map<?, ?> named, Object[] positional, Values values) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        Map<Option<?>, Object> options = new LinkedHashMap<>();
        List<Declaration.Parameter> parameters = declaration.parameters();
        String title = declaration.title();
        for (int i = 0; i < positional.length; i++) {
            put(arguments, parameters.get(i), positional[i], title, values);
        }
        named.forEach((key, value) -> {
            String name = key.toString();
            Declaration.Parameter own = declaration.parameter(name);
            Optional<Option<?>> common = Option.named(name);
            boolean taken = common.isPresent() && arguments.containsKey(name);
            if (own != null && !taken) {
                put(arguments, own, value, title, values);
            } else if (common.isPresent()) {
                options.put(common.get(), option(common.get(), value, title, values));
            } else {
                throw unknown(name, declaration);
            }
        });
        complete(arguments, declaration);
        return new Given(new Arguments(arguments), Options.NONE.with(options));
    }

    /** The options of a block. */
    static Options options(Map<?, ?> named, String block, Values values) {
        Map<Option<?>, Object> options = new LinkedHashMap<>();
        named.forEach((key, value) -> {
            Option<?> option =
                    Option.named(key.toString()).orElseThrow(() -> unknown(key.toString(), block, names(List.of())));
            options.put(option, option(option, value, block, values));
        });
        return Options.NONE.with(options);
    }

    private static void put(
            Map<String, Object> arguments, Declaration.Parameter parameter, Object value, String title, Values values) {
        Object converted = values.convert(parameter.type(), value, parameter.name(), title);
        if (converted == null && parameter.shownDefault().isEmpty()) {
            throw problem("Value is missing", "'" + parameter.name() + "' of " + title + " is null", "Give it a value");
        }
        if (arguments.put(parameter.name(), converted) != null) {
            throw problem("Argument is given twice", title + " gets '" + parameter.name() + "' twice", "Give it once");
        }
    }

    private static Object option(Option<?> option, Object value, String title, Values values) {
        if (!option.available()) {
            throw problem("Option is not available yet", title + " gets '" + option.name() + "'", "Leave it out");
        }
        return values.convert(option, value, title);
    }

    private static void complete(Map<String, Object> arguments, Declaration declaration) {
        for (Declaration.Parameter parameter : declaration.parameters()) {
            if (parameter.shownDefault().isEmpty() && !arguments.containsKey(parameter.name())) {
                throw problem(
                        "Argument is missing",
                        declaration.title() + " needs '" + parameter.name() + "'",
                        "Give " + parameter.name());
            }
        }
    }

    private static ProblemException unknown(String name, Declaration declaration) {
        return unknown(name, declaration.title(), names(declaration.parameters()));
    }

    private static ProblemException unknown(String name, String title, Collection<String> known) {
        String attempt = Suggestion.nearest(name, known)
                .map(it -> "Did you mean '" + it + "'?")
                .orElse("It knows " + String.join(", ", known));
        return problem("Option is unknown", title + " has no option '" + name + "'", attempt);
    }

    private static Collection<String> names(List<Declaration.Parameter> parameters) {
        List<String> names = new ArrayList<>();
        parameters.forEach(it -> names.add(it.name()));
        Option.all().forEach(it -> names.add(it.name()));
        return names;
    }

    private static ProblemException problem(String summary, String detail, String attempt) {
        return new ProblemException(new Problem(summary, Problem.Where.NOWHERE, detail, attempt));
    }

    /** The positional arguments for people: masked, on one line, shortened. */
    Optional<String> subject(Declaration declaration) {
        List<String> words = new ArrayList<>(2);
        for (Declaration.Parameter parameter : declaration.parameters().subList(0, declaration.positional())) {
            Object value = arguments.get(parameter.name());
            String word = value == null ? "" : onOneLine(shown(value));
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return switch (words.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(head(words.getFirst(), LONGEST_SUBJECT));
            default -> Optional.of(several(words));
        };
    }

    /** Of several, the first gives way: of a source or an address, the end says most. */
    private static String several(List<String> words) {
        String rest = String.join(" ", words.subList(1, words.size()));
        String first = words.getFirst();
        int room = Math.max(LEAST_OF_FIRST, LONGEST_OF_SEVERAL - rest.length() - 1);
        String source = first.length() <= room ? first : "…" + first.substring(first.length() - room + 1);
        return head(source + " " + rest, LONGEST_SUBJECT);
    }

    private static String head(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
    }

    private static String onOneLine(String text) {
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each <= ' ' || each > '~') {
                return SPACE.matcher(text).replaceAll(" ").strip();
            }
        }
        return text;
    }

    private static String shown(Object value) {
        return switch (value) {
            case Collection<?> several ->
                String.join(", ", several.stream().map(Given::shown).toList());
            case Command command -> command.shown();
            case Content content -> "";
            case groovy.lang.Closure<?> closure -> "";
            case Duration time -> Units.text(time);
            default -> Texts.shown(value);
        };
    }
}
