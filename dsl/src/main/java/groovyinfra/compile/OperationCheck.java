package groovyinfra.compile;

import static org.codehaus.groovy.ast.tools.GeneralUtils.args;
import static org.codehaus.groovy.ast.tools.GeneralUtils.callX;
import static org.codehaus.groovy.ast.tools.GeneralUtils.classX;

import groovyinfra.model.Command;
import groovyinfra.model.Option;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.GenericsType;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCall;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.SpreadMapExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.tools.GenericsUtils;
import org.codehaus.groovy.control.SourceUnit;

/** Checks the arguments of a call against the declaration of its operation. */
final class OperationCheck {
    private final SourceUnit source;
    private final ArgumentTypes types;
    private final List<Expression> rewrites = new ArrayList<>();

    OperationCheck(SourceUnit source, Function<Expression, ClassNode> typeOf) {
        this.source = source;
        this.types = new ArgumentTypes(typeOf);
    }

    /** Expressions that were put in place of others. */
    List<Expression> rewrites() {
        return rewrites;
    }

    private void report(ASTNode node, String summary, String detail, String attempt) {
        CompileProblem.at(node, summary, detail, attempt).report(source);
    }

    /**
     * Checks a call of an operation.
     *
     * @param named whether the first argument has the named ones
     */
    void call(Expression call, Declared operation, boolean named, List<Expression> arguments) {
        if (named && ArgumentTypes.isNull(arguments.getFirst())) {
            absent(arguments.getFirst(), operation.parameters().getFirst(), operation.name());
            return;
        }
        Set<String> given = new LinkedHashSet<>();
        boolean complete = !named || named(arguments.getFirst(), operation, given);
        int position = 0;
        for (Expression argument : arguments.subList(named ? 1 : 0, arguments.size())) {
            if (position < operation.parameters().size()) {
                Declared.Parameter parameter = operation.parameters().get(position++);
                given.add(parameter.name());
                value(argument, parameter, operation.name()).ifPresent(it -> replace(call, argument, it));
            }
        }
        if (complete) {
            missing(call, operation, given);
        }
    }

    /** Whether all names are known; a map that is made elsewhere is checked when the program runs. */
    private boolean named(Expression options, Declared operation, Set<String> given) {
        return options instanceof MapExpression map && !named(map, operation, given);
    }

    /** Whether there is one that only the running program knows. */
    private boolean named(MapExpression map, Declared operation, Set<String> given) {
        boolean spread = false;
        serial(map, operation.name());
        for (MapEntryExpression entry : map.getMapEntryExpressions()) {
            if (entry.getKeyExpression() instanceof SpreadMapExpression
                    || !(entry.getKeyExpression() instanceof ConstantExpression)) {
                spread = true;
                continue;
            }
            String name = entry.getKeyExpression().getText();
            Optional<Declared.Parameter> own = operation.parameters().stream()
                    .filter(it -> it.name().equals(name))
                    .findFirst();
            if (own.isPresent()) {
                given.add(name);
                value(entry.getValueExpression(), own.get(), operation.name()).ifPresent(it -> setValue(entry, it));
            } else {
                option(entry, operation.name(), names(operation));
                BackgroundCheck.problem(entry.getKeyExpression(), map, operation)
                        .ifPresent(it -> it.report(source));
            }
        }
        return spread;
    }

    /** Checks the options of a block, or of what is no operation. */
    void options(String title, List<Expression> arguments) {
        if (!arguments.isEmpty() && arguments.getFirst() instanceof MapExpression map) {
            serial(map, title);
            List<String> names = Option.all().stream().map(Option::name).toList();
            for (MapEntryExpression entry : map.getMapEntryExpressions()) {
                if (entry.getKeyExpression() instanceof ConstantExpression
                        && !(entry.getKeyExpression() instanceof SpreadMapExpression)) {
                    option(entry, title, names);
                }
            }
        }
    }

    /** {@code serial: true} is {@code parallel: 1}. */
    private void serial(MapExpression map, String title) {
        Map<String, Expression> keys = new HashMap<>();
        map.getMapEntryExpressions()
                .forEach(it -> keys.put(it.getKeyExpression().getText(), it.getKeyExpression()));
        if (keys.containsKey(Option.PARALLEL.name()) && keys.containsKey(Option.SERIAL.name())) {
            report(
                    keys.get(Option.SERIAL.name()),
                    "Options say different things",
                    title + " gets 'serial' together with 'parallel'",
                    "Leave one of them out");
        }
    }

    /** Its own are few; those of every call come after them. */
    private static String listed(Collection<String> known) {
        List<String> own =
                known.stream().filter(it -> Option.named(it).isEmpty()).toList();
        return own.isEmpty() ? String.join(", ", known) : String.join(", ", own) + ", and the options of every call";
    }

    private void option(MapEntryExpression entry, String title, Collection<String> known) {
        Expression key = entry.getKeyExpression();
        Optional<Option<?>> option = Option.named(key.getText());
        if (option.isEmpty()) {
            report(
                    key,
                    "Option is unknown",
                    title + " has no option '" + key.getText() + "'",
                    Foreign.option(key.getText(), known)
                            .orElseGet(() -> Preparation.attempt(key.getText(), known, "It has " + listed(known))));
        } else if (!option.get().available()) {
            report(
                    key,
                    "Option is not available yet",
                    "'" + key.getText() + "' comes with a later version",
                    "Leave it out");
        } else {
            value(entry.getValueExpression(), new Declared.Parameter(key.getText(), type(option.get()), false), title)
                    .ifPresent(it -> setValue(entry, it));
            tooSmall(entry.getValueExpression(), option.get(), title);
        }
    }

    private void tooSmall(Expression value, Option<?> option, String title) {
        Literals.value(value)
                .flatMap(option::refusal)
                .ifPresent(why -> report(
                        value,
                        "Value is too small",
                        "'" + option.name() + "' of " + title + ": " + why,
                        "Give '" + option.name() + "' a larger value"));
    }

    private static ClassNode type(Option<?> option) {
        ClassNode type = ClassHelper.make(option.type());
        return option.type() == List.class
                ? GenericsUtils.makeClassSafeWithGenerics(type, new GenericsType(ClassHelper.make(option.element())))
                : type;
    }

    private static Collection<String> names(Declared operation) {
        List<String> names = new ArrayList<>();
        operation.parameters().forEach(it -> names.add(it.name()));
        Option.all().forEach(it -> names.add(it.name()));
        return names;
    }

    /** Reports a value that does not fit; gives what to put in its place, if anything. */
    private Optional<Expression> value(Expression value, Declared.Parameter parameter, String title) {
        if (parameter.required() && ArgumentTypes.isNull(value)) {
            absent(value, parameter, title);
        }
        Optional<ArgumentTypes.Misfit> misfit = types.misfit(parameter.type(), value);
        misfit.ifPresent(it -> report(
                it.node(), it.summary(), "'" + parameter.name() + "' of " + title + " " + it.detail(), it.attempt()));
        if (misfit.isPresent() || !parameter.type().equals(ClassHelper.make(Command.class))) {
            return Optional.empty();
        }
        return types.open(value) ? Optional.of(oneWord(value)) : Optional.empty();
    }

    private void absent(Expression value, Declared.Parameter parameter, String title) {
        report(value, "Value is missing", "'" + parameter.name() + "' of " + title + " is null", "Give it a value");
    }

    /** Reports a value that does not fit, of what is no operation. */
    void argument(Expression value, Declared.Parameter parameter, String title) {
        value(value, parameter, title);
    }

    /** An open value where a command is wanted is one quoted word. */
    private static Expression oneWord(Expression value) {
        ListExpression word = new ListExpression(new ArrayList<>(List.of(value)));
        word.setSourcePosition(value);
        Expression command = callX(classX(ClassHelper.make(Command.class)), "of", args(word));
        command.setSourcePosition(value);
        ((MethodCallExpression) command).setImplicitThis(false);
        return command;
    }

    private void setValue(MapEntryExpression entry, Expression value) {
        entry.setValueExpression(value);
        rewrites.add(value);
    }

    private void replace(Expression call, Expression old, Expression value) {
        if (((MethodCall) call).getArguments() instanceof TupleExpression arguments) {
            arguments.getExpressions().replaceAll(it -> it.equals(old) ? value : it);
            rewrites.add(value);
        }
    }

    private void missing(Expression call, Declared operation, Set<String> given) {
        for (Declared.Parameter parameter : operation.parameters()) {
            if (parameter.required() && !given.contains(parameter.name())) {
                report(
                        call instanceof MethodCallExpression expression ? expression.getMethod() : call,
                        "Argument is missing",
                        operation.name() + " needs '" + parameter.name() + "'",
                        "Give " + parameter.name());
            }
        }
    }
}
