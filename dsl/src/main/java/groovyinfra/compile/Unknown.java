package groovyinfra.compile;

import groovyinfra.author.DeployScript;
import groovyinfra.author.Library;
import groovyinfra.author.Units;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.transform.stc.StaticTypeCheckingSupport;

/** Problems about names that nothing has: each with the nearest one that there is. */
record Unknown(SourceUnit source, Names names) {
    private static final ClassNode LIBRARY = ClassHelper.make(Library.class);
    private static final ClassNode SCRIPT = ClassHelper.make(DeployScript.class);
    private static final ClassNode UNITS = ClassHelper.make(Units.class);

    /** A class with its package, of at least two words. */
    private static final Pattern QUALIFIED = Pattern.compile("[a-z]\\w*(\\.[a-z]\\w*)+\\.[A-Z]\\w*");

    private void report(ASTNode node, String summary, String detail, String attempt) {
        CompileProblem.at(node, summary, detail, attempt).report(source);
    }

    /** A name that stands alone. */
    void name(VariableExpression variable, ClassNode type, MethodNode method) {
        Set<String> known = new LinkedHashSet<>();
        if (reaches(type)) {
            known.addAll(names.libraries().keySet());
            known.addAll(names.parameters().keySet());
            known.addAll(names.facts());
        } else if (names.libraries().containsKey(variable.getName())) {
            outOfReach(variable, type, "the library '" + variable.getName() + "'");
            return;
        }
        String name = variable.getName();
        if (reaches(type) && calls(type).contains(name)) {
            report(
                    variable,
                    "Call has no arguments",
                    "'" + name + "' is called, and no variable",
                    "Write " + name + "(..)");
            return;
        }
        known.addAll(Known.properties(type));
        known.addAll(Known.variables(type));
        if (known.contains(name)) {
            report(
                    variable,
                    "Not to be reached from here",
                    "'" + name + "' is declared where this line does not see it",
                    toReach(name, type, method));
            return;
        }
        Matcher qualified = QUALIFIED.matcher(from(variable));
        if (qualified.lookingAt()) {
            report(
                    variable,
                    "Class is unknown",
                    "there is no class '" + qualified.group() + "'",
                    Problems.whereTo(qualified.group(), ""));
            return;
        }
        report(
                variable,
                "Name is unknown",
                "there is no variable or library '" + name + "'",
                Foreign.name(name, before(variable), from(variable))
                        .orElseGet(() ->
                                Preparation.attempt(name, known, "Declare it with def, or put a library into lib/")));
    }

    private String line(ASTNode node) {
        return ((UserSource) source).file().line(node.getLineNumber());
    }

    /** What stands in the line before it. */
    private String before(ASTNode node) {
        String line = line(node);
        return line.substring(0, Math.clamp(node.getColumnNumber() - 1, 0, line.length()));
    }

    /** What stands in the line from there on. */
    private String from(ASTNode node) {
        return line(node).substring(before(node).length());
    }

    private static String toReach(String name, ClassNode type, MethodNode method) {
        if (method != null && Known.variables(method).contains(name)) {
            return "Declare it before, outside of the block";
        }
        return "Give it as an argument"
                + (type.isScript() ? ", or declare it with @Param or @groovy.transform.Field" : "");
    }

    /** Whether code of the type can call operations; a plain class beside them, which no host has, cannot. */
    private static boolean reaches(ClassNode type) {
        return type.isDerivedFrom(LIBRARY) || type.isDerivedFrom(SCRIPT);
    }

    private void outOfReach(ASTNode place, ClassNode type, String what) {
        String name = type.getNameWithoutPackage();
        report(
                place,
                "Not to be reached from here",
                what + " is there for deploy files and libraries; " + name + " is a plain class",
                "Write class " + name + " extends Library, in lib/" + name + ".groovy");
    }

    /** A property that a value of a known type lacks. */
    void property(PropertyExpression property, ClassNode receiver) {
        String name = property.getPropertyAsString();
        ASTNode place = property.getProperty();
        if (receiver.isDerivedFrom(LIBRARY)) {
            Collection<String> operations = callable(receiver);
            String title = Declared.prefix(receiver) + "." + name;
            if (operations.contains(name)) {
                report(
                        place,
                        "Operation needs parentheses",
                        title + " is called with its arguments in parentheses",
                        "Write " + title + "(..)");
            } else {
                report(
                        place,
                        "Operation is unknown",
                        "there is no operation " + title,
                        Preparation.attempt(name, operations, "There are " + String.join(", ", operations)));
            }
            return;
        }
        boolean number = ClassHelper.getWrapper(receiver).isDerivedFrom(ClassHelper.Number_TYPE);
        Collection<String> known = number ? Known.extensions(UNITS) : Known.properties(receiver);
        report(
                place,
                "Property is unknown",
                a(receiver) + " has no '" + name + "'",
                Preparation.attempt(name, known, properties(known, number || isOurs(receiver))));
    }

    private static String properties(Collection<String> known, boolean all) {
        return all && !known.isEmpty() ? "It has " + String.join(", ", known) : "Correct the name";
    }

    /** Whether a type is ours, or the user's: what such a one has is to be had from nowhere else while the program is written. */
    private static boolean isOurs(ClassNode type) {
        return type.getPackageName() == null || type.getPackageName().startsWith("groovyinfra");
    }

    /** A method that a value of a known type lacks, or has for other arguments. */
    void method(ASTNode call, ClassNode receiver, String name) {
        ASTNode place = call instanceof MethodCallExpression expression ? expression.getMethod() : call;
        if (receiver.isDerivedFrom(LIBRARY) && !isThis(call)) {
            operation(place, receiver, name);
        } else if (isThis(call)) {
            statement(place, receiver, name);
        } else if (has(receiver, name)) {
            report(
                    place,
                    "Arguments do not fit",
                    a(receiver) + " has '" + name + "' for other arguments only",
                    "Correct the arguments");
        } else {
            report(
                    place,
                    "Method is unknown",
                    a(receiver) + " has no method '" + name + "'",
                    Preparation.attempt(
                            name, Known.methods(receiver), properties(members(receiver), isOurs(receiver))));
        }
    }

    private static Collection<String> members(ClassNode type) {
        Set<String> names = new LinkedHashSet<>(Known.properties(type));
        if (!type.isRecord()) {
            names.addAll(Known.actions(type));
        }
        return names;
    }

    private static String a(ClassNode type) {
        return TypeWords.a(TypeWords.simple(type));
    }

    private static boolean isThis(ASTNode call) {
        return call instanceof MethodCallExpression expression && expression.isImplicitThis();
    }

    private void operation(ASTNode place, ClassNode library, String name) {
        String title = Declared.prefix(library) + "." + name;
        Declared.of(library, name)
                .ifPresentOrElse(
                        declared -> report(
                                place,
                                "Too many arguments",
                                declared.name() + " takes " + declared.positional()
                                        + " without a name, then named options",
                                "Write " + options(declared)),
                        () -> {
                            List<MethodNode> recipes = recipes(library, name);
                            if (!recipes.isEmpty() && !callable(library).contains(name)) {
                                report(
                                        place,
                                        "Recipe is private",
                                        title + " is there for its own class only",
                                        "Take 'private' away from it");
                                return;
                            } else if (!recipes.isEmpty()) {
                                arguments(place, title, recipes);
                                return;
                            }
                            Collection<String> known = callable(library);
                            report(
                                    place,
                                    "Operation is unknown",
                                    "there is no operation " + title,
                                    Preparation.attempt(name, known, "There are " + String.join(", ", known)));
                        });
    }

    /** The operations and recipes of a library, and of those that it extends. */
    private static Collection<String> callable(ClassNode library) {
        Set<String> names = new LinkedHashSet<>(Declared.operations(library));
        for (ClassNode each = library; !each.equals(LIBRARY); each = each.getSuperClass()) {
            Known.written(each).stream()
                    .filter(name -> recipes(library, name).stream().anyMatch(it -> !it.isPrivate()))
                    .forEach(names::add);
        }
        return names;
    }

    private static List<MethodNode> recipes(ClassNode type, String name) {
        return type.getMethods(name).stream()
                .filter(it -> it.getDeclaringClass().isDerivedFrom(LIBRARY)
                        && !it.getDeclaringClass().equals(LIBRARY))
                .toList();
    }

    private void arguments(ASTNode place, String title, List<MethodNode> methods) {
        Stream<String> takes = methods.stream()
                .map(it -> Arrays.stream(it.getParameters())
                        .map(each -> TypeWords.simple(each.getType()) + " " + each.getName())
                        .collect(Collectors.joining(", ", "(", ")")));
        String names = Arrays.stream(methods.getFirst().getParameters())
                .map(Parameter::getName)
                .collect(Collectors.joining(", ", "(", ")"));
        report(
                place,
                "Arguments do not fit",
                title + " takes " + takes.collect(Collectors.joining(" or ")),
                "Write " + title + names);
    }

    private static String options(Declared declared) {
        String subjects = String.join(
                ", ",
                declared.parameters().stream()
                        .limit(declared.positional())
                        .map(Declared.Parameter::name)
                        .toList());
        return declared.name() + "(" + subjects + ", option: value)";
    }

    /** What code of the type may call without saying of what. */
    private Set<String> calls(ClassNode type) {
        Set<String> known = new LinkedHashSet<>(names.global().keySet());
        known.addAll(Known.written(type));
        known.addAll(Known.methods(type.isDerivedFrom(LIBRARY) ? LIBRARY : SCRIPT));
        return known;
    }

    private void statement(ASTNode place, ClassNode type, String name) {
        Set<String> known = calls(type);
        List<MethodNode> own = type.getMethods(name).stream()
                .filter(it -> it.getLineNumber() > 0)
                .toList();
        if (!own.isEmpty()) {
            arguments(place, name, own);
        } else if (!reaches(type) && known.contains(name)) {
            outOfReach(place, type, "'" + name + "'");
        } else if (names.global().containsKey(name)) {
            operation(place, names.global().get(name).library(), name);
        } else if (known.contains(name)) {
            arguments(place, name, statements(type, name));
        } else {
            report(
                    place,
                    "Operation is unknown",
                    "there is no operation or method '" + name + "'",
                    Foreign.statement(name)
                            .or(() -> elsewhere(name))
                            .orElseGet(() ->
                                    Preparation.attempt(name, known, "Declare a method, or put a library into lib/")));
        }
    }

    /** The libraries that have such an operation. */
    private Optional<String> elsewhere(String name) {
        List<String> found = names.libraries().values().stream()
                .filter(library -> Declared.operations(library).contains(name))
                .map(library -> Declared.prefix(library) + "." + name)
                .toList();
        return found.isEmpty() ? Optional.empty() : Optional.of("Did you mean " + String.join(" or ", found) + "?");
    }

    private static List<MethodNode> statements(ClassNode type, String name) {
        ClassNode from = type.isDerivedFrom(LIBRARY) ? LIBRARY : SCRIPT;
        return from.getMethods(name).stream()
                .filter(MethodNode::isPublic)
                .sorted(Comparator.comparingInt(it -> it.getParameters().length))
                .toList();
    }

    /** Whether the type has a method of this name, for whatever arguments. */
    boolean has(ClassNode type, String name) {
        return !type.getMethods(name).isEmpty()
                || Known.methods(type).contains(name)
                || !StaticTypeCheckingSupport.findDGMMethodsForClassNode(
                                getClass().getClassLoader(), type, name)
                        .isEmpty();
    }
}
