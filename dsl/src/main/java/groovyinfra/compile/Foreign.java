package groovyinfra.compile;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people write who come from another language or another tool, and what to write in its place. */
final class Foreign {
    private static final List<Habit> HABITS = List.of(
            new Habit(
                    "\\b(0[oO]([0-7]+))\\b",
                    "Groovy has no such octal numbers, and a file mode is text",
                    "Write '0$2'"),
            new Habit("[:,(]\\s*(\\{\\s*(\\w+)\\s*:\\s[^}]*)", "a map has square brackets", "Write [$2: ..]"),
            new Habit(
                    "\\b(f)(?=['\"])", "a text in double quotes takes values without that", "Write \"..\" with ${..}"),
            new Habit("^\\s*(#)", "a comment begins with //", "Write // for #"),
            new Habit(
                    "(?:^\\s*|[;{}]\\s*|else\\s+)((if|while|for|switch)\\b)(?!\\s*\\()",
                    "what follows '$2' is in parentheses",
                    "Write $2 (..) { .. }"),
            new Habit("^\\s*((?:const|let)\\b)", "a variable is declared with def", "Write def"));

    private static final Map<String, String> VALUES = Map.of(
            "True", "true", "yes", "true", "on", "true", "False", "false", "no", "false", "off", "false", "None",
            "null", "nil", "null");

    private static final Map<String, String> STATEMENTS = Map.of(
            "elif", "Write else if (..) { .. }",
            "elsif", "Write else if (..) { .. }",
            "when", "Write if (..) { .. }, or when: in a call",
            "lambda", "Write { x -> .. }");

    /** Options of other tools, and what ours is called where an operation has it. */
    private static final Map<String, List<String>> OPTIONS = Map.of(
            "state", List.of("present", "running"),
            "src", List.of("source"),
            "dest", List.of("path"),
            "regexp", List.of("match"),
            "become", List.of("sudo"),
            "become_user", List.of("sudo"),
            "cwd", List.of("chdir"),
            "cmd", List.of("command"),
            "args", List.of("arguments"));

    private static final Map<String, String> WAYS = Map.of(
            "register", "Take what the call gives: def result = ..",
            "notify", "Take what the call gives: if (result.changed) { .. }",
            "loop", "Write a loop around the call",
            "with_items", "Write a loop around the call");

    private static final Pattern CONSTANT = Pattern.compile("[A-Z][A-Z0-9_]*");

    private Foreign() {}

    /**
     * Something that Groovy takes for something else.
     *
     * @param detail may name the groups of the pattern, like the attempt; the first group is where it stands
     */
    private record Habit(Pattern pattern, String detail, String attempt) {
        /** Texts in quotes are passed over. */
        private static final String CODE = "^(?:[^'\"]|'[^']*'|\"[^\"]*\")*?";

        Habit(String pattern, String detail, String attempt) {
            this(Pattern.compile(pattern.contains("^\\s*") ? pattern : CODE + pattern), detail, attempt);
        }

        Optional<CompileProblem> explains(CompileProblem problem, String line) {
            Matcher found = pattern.matcher(line);
            boolean syntax = problem.summary().equals(Problems.SYNTAX_ERROR);
            return found.find()
                            && (syntax || (problem.column() > found.start(1) && problem.column() <= found.end(1) + 1))
                    ? Optional.of(new CompileProblem(
                            problem.line(),
                            found.start(1) + 1,
                            Problems.SYNTAX_ERROR,
                            filled(detail, found),
                            filled(attempt, found)))
                    : Optional.empty();
        }

        private static String filled(String text, Matcher found) {
            return found.groupCount() < 2 ? text : text.replace("$2", found.group(2));
        }
    }

    /** The same problem, or what explains it better: something in this line that is not Groovy. */
    static CompileProblem explained(CompileProblem problem, String line) {
        return HABITS.stream()
                .flatMap(habit -> habit.explains(problem, line).stream())
                .findFirst()
                .orElse(problem);
    }

    /**
     * What to write for a name that nothing has.
     *
     * @param before what stands in its line before it
     * @param from what stands there from it on
     */
    static Optional<String> name(String name, String before, String from) {
        if (VALUES.containsKey(name)) {
            return Optional.of("Write " + VALUES.get(name));
        }
        if (before.matches(".*[(,]\\s*") && from.matches("\\w+\\s*=[^=~].*")) {
            return Optional.of("Write " + name + ": for a named option");
        }
        boolean inText = before.endsWith("$") || (before.endsWith("${") && from.startsWith(name + "}"));
        return inText && CONSTANT.matcher(name).matches()
                ? Optional.of("Write \\$" + name + " for a variable of the shell, or take single quotes")
                : Optional.empty();
    }

    /** What to write for a statement that there is not. */
    static Optional<String> statement(String name) {
        return Optional.ofNullable(STATEMENTS.get(name));
    }

    /** What to write for an option that an operation with these options has not. */
    static Optional<String> option(String name, Collection<String> known) {
        Optional<String> ours = OPTIONS.getOrDefault(name, List.of()).stream()
                .filter(known::contains)
                .findFirst();
        return ours.map(it -> "Did you mean '" + it + "'?").or(() -> Optional.ofNullable(WAYS.get(name)));
    }
}
