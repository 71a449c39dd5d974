package groovyinfra.compile;

import groovyinfra.model.Command;
import groovyinfra.model.Content;
import groovyinfra.model.Identity;
import groovyinfra.model.Mode;
import groovyinfra.model.Result;
import groovyinfra.model.Secret;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.TernaryExpression;

/** Whether a value of a script can become what an operation declares, as far as that is known before it runs. */
final class ArgumentTypes {
    private static final ClassNode TEXT = ClassHelper.make(CharSequence.class);
    private static final Set<Class<?>> TEXTS = Set.of(String.class, CharSequence.class, Path.class);
    private static final Set<Class<?>> CONTENTS =
            Set.of(Content.class, Secret.class, Path.class, File.class, byte[].class);

    private final Function<Expression, ClassNode> typeOf;

    ArgumentTypes(Function<Expression, ClassNode> typeOf) {
        this.typeOf = typeOf;
    }

    /** A value that does not fit, and why. */
    record Misfit(ASTNode node, String summary, String detail, String attempt) {
        static Optional<Misfit> wrong(Expression value, String wanted, String found, String attempt) {
            return Optional.of(
                    new Misfit(value, "Value has the wrong type", "wants " + wanted + ", not " + found, attempt));
        }
    }

    /** Whether the type of a value is known only when the program runs. */
    boolean open(Expression value) {
        return !isNull(value) && OpenTypes.open(typeOf.apply(value));
    }

    static boolean isNull(Expression value) {
        return value instanceof ConstantExpression constant && constant.isNullExpression();
    }

    /** The reason why the value cannot be the declared type; nothing where it can, or where nobody knows yet. */
    Optional<Misfit> misfit(ClassNode declared, Expression value) {
        if (isNull(value) || OpenTypes.open(declared)) {
            return Optional.empty();
        }
        if (value instanceof TernaryExpression either) {
            return misfit(declared, either.getTrueExpression()).or(() -> misfit(declared, either.getFalseExpression()));
        }
        ClassNode type = typeOf.apply(value);
        if (is(declared, Command.class)) {
            return new CommandTexts(typeOf).misfit(value);
        } else if (OpenTypes.open(type)) {
            return Optional.empty();
        } else if (isCollection(declared)) {
            return elements(declared, value, type);
        }
        return single(declared, value, type);
    }

    private Optional<Misfit> single(ClassNode declared, Expression value, ClassNode type) {
        ClassNode wanted = ClassHelper.getWrapper(declared);
        ClassNode found = ClassHelper.getWrapper(type);
        if (is(wanted, Mode.class)) {
            return mode(value, found);
        } else if (ClassHelper.isBigDecimalType(wanted) || wanted.isDerivedFrom(ClassHelper.make(Number.class))) {
            return fits(found.isDerivedFrom(ClassHelper.make(Number.class)), value, wanted, found);
        } else if (is(wanted, Content.class)) {
            return fits(isText(found) || CONTENTS.stream().anyMatch(it -> is(found, it)), value, wanted, found);
        } else if (TEXTS.stream().anyMatch(it -> is(wanted, it))) {
            return text(value, wanted, found);
        } else if (is(wanted, Secret.class)) {
            return fits(isText(found) || is(found, Secret.class), value, wanted, found);
        } else if (wanted.isDerivedFrom(ClassHelper.make(Identity.class))
                || wanted.implementsInterface(ClassHelper.make(Identity.class))) {
            return fits(
                    isText(found) || ClassHelper.isWrapperBoolean(found) || is(found, Identity.class),
                    value,
                    wanted,
                    found);
        } else if (is(wanted, Predicate.class)) {
            return predicate(value, declared, found);
        } else if (is(wanted, Map.class)) {
            return fits(is(found, Map.class), value, wanted, found);
        } else if (wanted.isEnum()) {
            return fits(isText(found) || found.equals(wanted), value, wanted, found);
        }
        return fits(is(found, wanted), value, wanted, found);
    }

    /** A closure is given one value: a result, where nothing else is declared. */
    private static Optional<Misfit> predicate(Expression value, ClassNode declared, ClassNode found) {
        if (value instanceof ClosureExpression closure && closure.isParameterSpecified()) {
            List<Parameter> needed = Arrays.stream(closure.getParameters())
                    .filter(it -> !it.hasInitialExpression())
                    .toList();
            boolean result = declared.getGenericsTypes() == null || declared.getGenericsTypes()[0].isPlaceholder();
            if (needed.size() > 1 || (result && !needed.stream().allMatch(it -> takesResult(it.getType())))) {
                return Optional.of(new Misfit(
                        closure.getParameters()[0],
                        "Closure takes something else",
                        "gives its closure one value" + (result ? ", the result of the call" : ""),
                        "Write a closure such as { it.exitCode == 0 }"));
            }
        }
        return fits(found.equals(ClassHelper.CLOSURE_TYPE) || is(found, Predicate.class), value, declared, found);
    }

    private static boolean takesResult(ClassNode type) {
        return OpenTypes.open(type) || is(ClassHelper.make(Result.class), type);
    }

    private static Optional<Misfit> text(Expression value, ClassNode wanted, ClassNode found) {
        if (is(found, Secret.class) && !is(wanted, Path.class)) {
            return Optional.of(new Misfit(
                    value,
                    "Secret where it would be seen",
                    "is shown to everybody",
                    "Pass the secret as content or standard input"));
        }
        if (value instanceof ConstantExpression literal && !(literal.getValue() instanceof String)) {
            return Misfit.wrong(
                    value,
                    TypeWords.wanted(wanted),
                    TypeWords.found(found),
                    "Write it in quotes: '" + literal.getText() + "'");
        }
        boolean plain = isText(found)
                || found.isDerivedFrom(ClassHelper.make(Number.class))
                || ClassHelper.isWrapperBoolean(found)
                || ClassHelper.isWrapperCharacter(found)
                || found.isEnum()
                || is(found, Path.class)
                || is(found, File.class)
                || is(found, Mode.class)
                || found.getName().equals("groovyinfra.author.DeployHost");
        return fits(plain, value, wanted, found);
    }

    /** The digits that were meant: 0644 has become 420, 644 has not. */
    private static String written(ConstantExpression literal, int number) {
        String decimal = String.valueOf(number);
        boolean asItIs = literal.getLastColumnNumber() - literal.getColumnNumber() == decimal.length();
        return "0" + (asItIs && decimal.matches("[0-7]{3}") ? decimal : Integer.toOctalString(number));
    }

    private static Optional<Misfit> mode(Expression value, ClassNode found) {
        if (value instanceof ConstantExpression constant && constant.getValue() instanceof String text) {
            return text.matches("[0-7]{3,5}")
                    ? Optional.empty()
                    : Misfit.wrong(
                            value, "a file mode", "'" + text + "'", "Write three or four octal digits, such as '0644'");
        } else if (found.isDerivedFrom(ClassHelper.make(Number.class))) {
            String quoted =
                    value instanceof ConstantExpression constant && constant.getValue() instanceof Integer number
                            ? "'" + written(constant, number) + "'"
                            : "'0644'";
            return Misfit.wrong(value, "a file mode", "a number", "Write it in quotes: " + quoted);
        }
        return fits(isText(found) || is(found, Mode.class), value, ClassHelper.make(Mode.class), found);
    }

    private Optional<Misfit> elements(ClassNode declared, Expression value, ClassNode type) {
        ClassNode element = declared.getGenericsTypes() == null || declared.getGenericsTypes().length == 0
                ? ClassHelper.OBJECT_TYPE
                : declared.getGenericsTypes()[0].getType();
        if (value instanceof ListExpression list) {
            return list.getExpressions().stream()
                    .map(it -> misfit(element, it))
                    .flatMap(Optional::stream)
                    .findFirst();
        } else if (isCollection(type) || type.isArray()) {
            return Optional.empty();
        }
        return is(type, Map.class)
                ? Misfit.wrong(value, "a list", "a map", "Write a list: [..]")
                : misfit(element, value);
    }

    private static Optional<Misfit> fits(boolean fits, Expression value, ClassNode wanted, ClassNode found) {
        return fits
                ? Optional.empty()
                : Misfit.wrong(
                        value, TypeWords.wanted(wanted), TypeWords.found(found), "Write " + TypeWords.example(wanted));
    }

    static boolean isText(ClassNode type) {
        return type.equals(TEXT) || type.implementsInterface(TEXT);
    }

    static boolean isCollection(ClassNode type) {
        ClassNode collection = ClassHelper.make(Collection.class);
        return type.equals(collection)
                || type.implementsInterface(collection)
                || type.equals(ClassHelper.ITERABLE_TYPE);
    }

    static boolean is(ClassNode type, Class<?> wanted) {
        return is(type, ClassHelper.make(wanted));
    }

    private static boolean is(ClassNode type, ClassNode wanted) {
        return type.equals(wanted) || type.isDerivedFrom(wanted) || type.implementsInterface(wanted);
    }
}
