package groovyinfra.compile;

import groovyinfra.model.Problem;
import groovyjarjarasm.asm.MethodTooLargeException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.control.MultipleCompilationErrorsException;
import org.codehaus.groovy.control.messages.ExceptionMessage;
import org.codehaus.groovy.control.messages.Message;
import org.codehaus.groovy.control.messages.SyntaxErrorMessage;
import org.codehaus.groovy.syntax.SyntaxException;

/** The compiler's errors as problems: each once, in the order of the files, with the source line and a caret. */
final class Problems {
    static final String SYNTAX_ERROR = "Syntax error";

    private static final String UNKNOWN_CLASS = "Class is unknown";
    private static final Pattern CLASS = Pattern.compile("unable to resolve class ([\\w.$]+)");
    private static final Pattern HEIR =
            Pattern.compile("\\b(?:class|trait|interface)\\s+(\\w+).*\\b(?:extends|implements)\\b");
    private static final Pattern LACKING = Pattern.compile("(Name|Operation|Method|Property) is unknown");
    private static final Pattern VALUES = Pattern.compile("Cannot assign value of type (.+) to variable of type (.+)");
    private static final Pattern RETURNS =
            Pattern.compile("Cannot return value of type (.+) for method returning (.+)");
    /** A class and its method; those of a block have the class and the method around it in the name of their class. */
    private static final Pattern METHOD = Pattern.compile("(.+?)\\$_(\\w+?)_(?:closure\\d+.*)?");

    private static final Pattern QUALIFIER = Pattern.compile("\\w+[.$]");

    private static final Pattern CAUGHT = Pattern.compile("\\bcatch\\s*\\((?:[\\w.\\s]+\\|)*\\s*$");

    /** The parser begins with what it had begun to read, often lines above. */
    private static final Pattern EARLIER_LINES = Pattern.compile("(: ').*\\\\n");

    private final Sources sources;
    private final StandardLibrary standard;
    private final Set<Found> found = new LinkedHashSet<>();
    private final Set<String> unknownClasses = new LinkedHashSet<>();

    Problems(Sources sources, StandardLibrary standard) {
        this.sources = sources;
        this.standard = standard;
    }

    /** A problem and the file that it is in. */
    private record Found(int file, Source source, CompileProblem problem) {}

    private Found found(Source source, CompileProblem problem) {
        String line = source.line(problem.line());
        return new Found(sources.all().indexOf(source), source, Foreign.explained(problem, line));
    }

    /** Adds what a compilation found before it failed. */
    void add(CompilationFailedException failed, List<UserSource> files) {
        if (!(failed instanceof MultipleCompilationErrorsException several)) {
            throw new IllegalStateException("the compiler failed", failed);
        }
        for (Message message : several.getErrorCollector().getErrors()) {
            switch (message) {
                case SyntaxErrorMessage error -> found.add(found(error));
                case ExceptionMessage it
                when it.getCause() instanceof MethodTooLargeException large -> found.add(tooLarge(large, files));
                case ExceptionMessage bug -> throw new IllegalStateException("the compiler failed", bug.getCause());
                default -> throw new IllegalStateException("the compiler failed: " + message);
            }
        }
        for (UserSource file : files) {
            file.takeProblems().forEach(it -> found.add(found(file.file(), it)));
        }
    }

    private Found tooLarge(MethodTooLargeException large, List<UserSource> files) {
        Matcher names = METHOD.matcher(large.getClassName().replace('/', '.') + "$_" + large.getMethodName() + "_");
        if (!names.matches()) {
            throw new IllegalStateException("the compiler failed", large);
        }
        for (UserSource file : files) {
            for (ClassNode type : file.getAST().getClasses()) {
                if (type.getName().equals(names.group(1))) {
                    int line = type.getMethods(names.group(2)).stream()
                            .mapToInt(MethodNode::getLineNumber)
                            .findFirst()
                            .orElse(1);
                    return found(file.file(), tooLarge(Math.max(1, line)));
                }
            }
        }
        throw new IllegalStateException("the compiler failed", large);
    }

    private static CompileProblem tooLarge(int line) {
        return new CompileProblem(
                line,
                1,
                "Too many statements",
                "what begins here is more than the 64 KiB that Java takes as one method",
                "Move parts of it into methods, or into files that are included");
    }

    /** Adds errors of the parser. */
    void add(List<SyntaxErrorMessage> errors) {
        errors.forEach(error -> found.add(found(error)));
    }

    /** Classes that nobody knows, by simple name. */
    Set<String> unknownClasses() {
        return Set.copyOf(unknownClasses);
    }

    /** All of them, in the order of the files. */
    List<Problem> sorted() {
        List<Found> sorted = new ArrayList<>(found);
        sorted.sort(Comparator.comparingInt(Found::file)
                .thenComparingInt(it -> it.problem.line())
                .thenComparingInt(it -> it.problem.column()));
        Set<String> places = new HashSet<>();
        boolean anyPlace = sorted.stream().anyMatch(it -> it.problem.line() > 0);
        return sorted.stream()
                .filter(it ->
                        it.problem.line() > 0 || !anyPlace) // generated code repeats what is wrong where it comes from
                .filter(it -> !follows(it, sorted))
                .filter(it -> places.add(it.file + ":" + it.problem.line() + ":" + it.problem.column()))
                .map(it -> it.problem.shown(it.source.shown(), it.source.line(it.problem.line())))
                .toList();
    }

    private static boolean follows(Found one, List<Found> all) {
        return all.stream()
                .filter(it -> it.problem.summary().equals(UNKNOWN_CLASS) && !it.equals(one))
                .anyMatch(it -> notCaught(one, it) || notInherited(one, it));
    }

    /** The compiler takes a class that it does not know for one that cannot be caught. */
    private static boolean notCaught(Found one, Found unknown) {
        return one.problem.detail().startsWith("Catch statement parameter type")
                && unknown.file == one.file
                && unknown.problem.line() == one.problem.line();
    }

    /** A class that extends what nobody knows lacks what it would inherit. */
    private static boolean notInherited(Found one, Found unknown) {
        Matcher heir = HEIR.matcher(unknown.source.line(unknown.problem.line()));
        if (!heir.find() || !LACKING.matcher(one.problem.summary()).matches()) {
            return false;
        }
        return unknown.file == one.file
                || Pattern.compile("(?i)\\b" + heir.group(1) + "\\b")
                        .matcher(one.problem.detail())
                        .find();
    }

    private Found found(SyntaxErrorMessage error) {
        SyntaxException cause = error.getCause();
        String locator = cause.getSourceLocator();
        List<Source> all = sources.all();
        Source source = all.stream()
                .filter(it -> it.shown().equals(locator))
                .findFirst()
                .orElse(all.getFirst());
        CompileProblem problem = cause instanceof CompileProblem.Carrier ours ? ours.problem : translated(cause);
        return found(source, problem);
    }

    private CompileProblem translated(SyntaxException error) {
        String message = error.getOriginalMessage()
                .replaceFirst("^\\[Static type checking\\] - ", "")
                .strip();
        int line = error.getStartLine();
        int column = error.getStartColumn();
        Matcher type = CLASS.matcher(message);
        Matcher value = VALUES.matcher(message);
        Matcher returned = RETURNS.matcher(message);
        if (type.find()) {
            if (!type.group(1).contains(".")) {
                unknownClasses.add(type.group(1));
            }
            int place = column(error, type.group(1));
            return new CompileProblem(
                    line,
                    place,
                    UNKNOWN_CLASS,
                    "there is no class '" + type.group(1) + "'",
                    Preparation.attempt(
                            type.group(1), classNames(error), whereTo(type.group(1), before(error, place))));
        } else if (value.find() || returned.find()) {
            Matcher found = value.reset().find() ? value : returned;
            return new CompileProblem(
                    line,
                    column,
                    "Value has the wrong type",
                    TypeWords.a(simple(found.group(1))) + " is no " + simple(found.group(2)),
                    "Give " + TypeWords.a(simple(found.group(2))));
        }
        boolean syntax = !error.getMessage().contains("[Static type checking]");
        Optional<CompileProblem> unclosed =
                files(error).findFirst().filter(it -> syntax).flatMap(it -> Unclosed.explains(line, it.text()));
        if (unclosed.isPresent()) {
            return unclosed.get();
        }
        if (message.startsWith("Unexpected input") && atEnd(error)) {
            return new CompileProblem(
                    line,
                    column,
                    SYNTAX_ERROR,
                    "the file ends before all that was begun is closed",
                    "Look for a brace, a bracket or a quote that is missing");
        }
        if (message.startsWith(NamedArguments.NO_TOKEN) && before(error, column).endsWith("$")) {
            return new CompileProblem(
                    line,
                    column - 1,
                    SYNTAX_ERROR,
                    "a dollar sign in double quotes begins a value",
                    "Write \\$ for the sign itself, or take single quotes");
        }
        return new CompileProblem(
                line,
                column,
                syntax ? SYNTAX_ERROR : "Program is not correct",
                EARLIER_LINES.matcher(message.lines().findFirst().orElse("")).replaceFirst("$1"),
                message.startsWith("Argument is a method reference") ? "Write .& in place of ::" : "Correct the line");
    }

    /** What to do about a class that is like none of the known ones. */
    static String whereTo(String name, String before) {
        if (name.startsWith("groovy.json.")) {
            return "Import com.fasterxml.jackson.jr.ob.JSON: JSON.std.anyFrom(text), JSON.std.asString(value)";
        } else if (name.contains(".")) {
            return "Correct the name, or put its library into lib/";
        }
        return CAUGHT.matcher(before).find()
                ? "Catch OperationFailed: a failed call throws that"
                : "Import it, or put it into lib/";
    }

    /** Whether nothing is left of the file. */
    private boolean atEnd(SyntaxException error) {
        return files(error)
                .anyMatch(it -> it.text()
                        .lines()
                        .skip(Math.max(0, error.getStartLine() - 1))
                        .allMatch(String::isBlank));
    }

    /** Where the name stands: the compiler says only where what has the name ends. */
    private int column(SyntaxException error, String name) {
        return files(error)
                .map(it -> it.line(error.getStartLine()).indexOf(name) + 1)
                .filter(it -> it > 0)
                .findFirst()
                .orElse(error.getStartColumn());
    }

    /** What stands before a column, in the line of the error. */
    private String before(SyntaxException error, int column) {
        return files(error)
                .map(it -> it.line(error.getStartLine()))
                .map(it -> it.substring(0, Math.clamp(column - 1, 0, it.length())))
                .findFirst()
                .orElse("");
    }

    private Stream<Source> files(SyntaxException error) {
        return sources.all().stream().filter(it -> it.shown().equals(error.getSourceLocator()));
    }

    private List<String> classNames(SyntaxException error) {
        List<String> names = new ArrayList<>(List.of(
                "String",
                "Integer",
                "Boolean",
                "List",
                "Map",
                "Duration",
                "Secret",
                "Mode",
                "Object",
                "Closure",
                "OperationFailed"));
        standard.facts().forEach(it -> names.add(simple(it)));
        Stream.concat(sources.of(Source.Kind.LIBRARY).stream(), files(error)).forEach(it -> names.addAll(it.classes()));
        return names;
    }

    /** The name of a type and of what is in it. */
    private static String simple(String type) {
        return QUALIFIER.matcher(type).replaceAll("");
    }
}
