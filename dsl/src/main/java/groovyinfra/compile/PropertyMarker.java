package groovyinfra.compile;

import java.util.ArrayList;
import java.util.List;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.expr.ClassExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.PropertyExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.transform.sc.ListOfExpressionsExpression;
import org.codehaus.groovy.transform.sc.TemporaryVariableExpression;

/** Marks reads of properties, and what the static compiler makes of setting them. */
final class PropertyMarker {
    private final CallMarker calls;
    private final Sited sited;

    PropertyMarker(CallMarker calls, Sited sited) {
        this.calls = calls;
        this.sited = sited;
    }

    /** A row of properties, as in {@code host.data.users}, is one site. */
    Expression read(PropertyExpression property) {
        PropertyExpression innermost = property;
        while (innermost.getObjectExpression() instanceof PropertyExpression further) {
            innermost = further;
        }
        Expression object = innermost.getObjectExpression();
        Expression marked = calls.mark(object);
        if (!sited.has(marked)) {
            return object instanceof ClassExpression ? property : sited.before(property, sited.next(property));
        }
        innermost.setObjectExpression(sited.after(marked, sited.next(property)));
        return sited.add(property);
    }

    /** What the static compiler makes of {@code a.b = c}: the value is kept, the object evaluated, the setter called. */
    Expression set(ListOfExpressionsExpression sequence) {
        MethodCallExpression setter = setter(sequence);
        if (setter == null) {
            return calls.rebuilt(sequence);
        }
        TupleExpression arguments = (TupleExpression) setter.getArguments();
        Expression value =
                calls.mark(CallMarker.parts(arguments.getExpression(0)).getFirst());
        Expression object = calls.mark(setter.getObjectExpression());
        long site = sited.next(sequence);
        if (sited.has(object)) {
            setter.setObjectExpression(sited.after(object, site));
        } else {
            value = sited.has(value) ? sited.after(value, site) : sited.before(value, site);
        }
        TemporaryVariableExpression kept = new TemporaryVariableExpression(value);
        kept.setSourcePosition(value);
        arguments.getExpressions().set(0, kept);
        return sited.add(new Keeping(like(sequence, List.of(kept, setter)), List.of(kept)));
    }

    private static Expression like(ListOfExpressionsExpression sequence, List<Expression> parts) {
        Expression result = new ListOfExpressionsExpression(parts);
        result.setSourcePosition(sequence);
        result.copyNodeMetaData(sequence);
        result.setType(sequence.getType());
        return result;
    }

    private static MethodCallExpression setter(ListOfExpressionsExpression sequence) {
        List<MethodCallExpression> setters = new ArrayList<>();
        sequence.visit(new CodeVisitorSupport() {
            @Override
            public void visitMethodCallExpression(MethodCallExpression call) {
                if (call.getArguments() instanceof TupleExpression arguments
                        && arguments.getExpressions().size() == 1
                        && arguments.getExpression(0) instanceof TemporaryVariableExpression) {
                    setters.add(call);
                }
            }
        });
        return setters.size() == 1 ? setters.getFirst() : null;
    }
}
