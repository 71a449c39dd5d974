package groovyinfra.compile;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Consumer;
import org.codehaus.groovy.ast.expr.BinaryExpression;
import org.codehaus.groovy.ast.expr.ClassExpression;
import org.codehaus.groovy.ast.expr.ClosureExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.ConstructorCallExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.EmptyExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PostfixExpression;
import org.codehaus.groovy.ast.expr.PrefixExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.StaticMethodCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.classgen.BytecodeExpression;
import org.codehaus.groovy.syntax.Types;
import org.codehaus.groovy.transform.sc.ListOfExpressionsExpression;

/**
 * Marks the calls in expressions: the trail is moved to the site of a call when all that the call needs is evaluated, which is
 * right after the last of its parts that makes calls itself, or right before the whole where no part does.
 */
@SuppressWarnings("ReferenceEquality") // a node is itself, whatever others look like
final class CallMarker {
    private final Consumer<ClosureExpression> closures;
    private final Sited sited;
    private final AssignmentMarker assignments;
    private final InvocationMarker invocations;
    private final PropertyMarker properties;
    /** What expressions were marked as: the static compiler uses some in several places. */
    private final IdentityHashMap<Expression, Expression> finished = new IdentityHashMap<>();

    CallMarker(Sites sites, Consumer<ClosureExpression> closures) {
        this.closures = closures;
        this.sited = new Sited(sites);
        this.assignments = new AssignmentMarker(this, sited);
        this.invocations = new InvocationMarker(this, sited);
        this.properties = new PropertyMarker(this, sited);
    }

    boolean hasSites(Expression expression) {
        return sited.has(expression);
    }

    /** The expression, marked; often the same object. */
    Expression mark(Expression expression) {
        if (expression == null) {
            return null;
        }
        Expression known = finished.get(expression);
        if (known == null) {
            known = fresh(OpenSteps.replaced(expression));
            finished.put(expression, known);
        }
        return known;
    }

    /** There is nothing more to mark in it. */
    void done(Expression expression) {
        finished.put(expression, expression);
    }

    private Expression fresh(Expression expression) {
        return switch (expression) {
            case ConstantExpression it -> it;
            case VariableExpression it -> it;
            case ClassExpression it -> it;
            case EmptyExpression it -> it;
            case ClosureExpression it -> closure(it);
            case TupleExpression it -> inPlace(it, it.getExpressions());
            case ListExpression it -> inPlace(it, it.getExpressions());
            case MapExpression it -> map(it);
            case DeclarationExpression it -> declaration(it);
            case BinaryExpression it -> binary(it);
            case MethodCallExpression it -> invocations.methodCall(it);
            case StaticMethodCallExpression it -> invocations.call(it, it.getArguments());
            case ConstructorCallExpression it -> invocations.call(it, it.getArguments());
            case BytecodeExpression it -> invocations.opaque(it);
            case PropertyExpression it -> properties.read(it);
            case ListOfExpressionsExpression it -> properties.set(it);
            case PostfixExpression it -> assignments.step(it, it.getExpression());
            case PrefixExpression it -> assignments.step(it, it.getExpression());
            default -> rebuilt(expression);
        };
    }

    private Expression closure(ClosureExpression closure) {
        closures.accept(closure);
        return closure;
    }

    private Expression inPlace(Expression container, List<Expression> elements) {
        for (int i : Sited.evaluated(elements)) {
            Expression old = elements.get(i);
            Expression marked = mark(old);
            if (marked != old) {
                elements.set(i, marked);
            }
            sited.inherit(container, marked);
        }
        return container;
    }

    private Expression map(MapExpression map) {
        List<MapEntryExpression> entries = map.getMapEntryExpressions();
        for (int i = 0; i < entries.size(); i++) {
            MapEntryExpression old = entries.get(i);
            Expression marked = mark(old);
            if (marked != old) {
                entries.set(i, (MapEntryExpression) marked);
            }
            sited.inherit(map, marked);
        }
        return map;
    }

    private Expression declaration(DeclarationExpression declaration) {
        Expression value = mark(declaration.getRightExpression());
        declaration.setRightExpression(value);
        sited.inherit(declaration, value);
        return declaration;
    }

    private Expression binary(BinaryExpression binary) {
        if (binary.getClass() != BinaryExpression.class) {
            return rebuilt(binary);
        }
        int operation = binary.getOperation().getType();
        if (operation == Types.ASSIGN) {
            return assignments.assignment(binary);
        }
        return OpenSteps.assigns(binary) ? assignments.compound(binary) : operator(binary, operation);
    }

    private Expression operator(BinaryExpression binary, int operation) {
        Expression left = mark(binary.getLeftExpression());
        Expression right = mark(binary.getRightExpression());
        binary.setLeftExpression(left);
        binary.setRightExpression(right);
        sited.inherit(binary, left);
        sited.inherit(binary, right);
        if (operation == Types.LOGICAL_AND || operation == Types.LOGICAL_OR || !sited.has(binary)) {
            return binary;
        }
        long site = sited.next(binary);
        if (sited.has(right)) {
            binary.setRightExpression(sited.after(right, site));
        } else {
            binary.setLeftExpression(sited.after(left, site));
        }
        return binary;
    }

    static List<Expression> parts(Expression expression) {
        List<Expression> parts = new ArrayList<>();
        expression.transformExpression(part -> {
            if (part != null) {
                parts.add(part);
            }
            return part;
        });
        return parts;
    }

    Expression rebuilt(Expression expression) {
        IdentityHashMap<Expression, Expression> marked = new IdentityHashMap<>();
        boolean changed = false;
        boolean any = false;
        for (Expression part : parts(expression)) {
            Expression now = marked.computeIfAbsent(part, this::mark);
            changed |= now != part;
            any |= sited.has(now);
        }
        Expression result = changed
                ? expression.transformExpression(part -> part == null ? null : marked.getOrDefault(part, part))
                : expression;
        if (any) {
            sited.add(result);
        }
        return result;
    }
}
