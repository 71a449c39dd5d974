package groovyinfra.compile;

import java.util.List;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.expr.ConstructorCallExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.TupleExpression;
import org.codehaus.groovy.classgen.BytecodeExpression;

/** Marks calls of methods and constructors, and the calls in their receivers and arguments. */
final class InvocationMarker {
    private final CallMarker calls;
    private final Sited sited;

    InvocationMarker(CallMarker calls, Sited sited) {
        this.calls = calls;
        this.sited = sited;
    }

    Expression methodCall(MethodCallExpression call) {
        call.setObjectExpression(calls.mark(call.getObjectExpression()));
        call.setMethod(calls.mark(call.getMethod()));
        call.setArguments(calls.mark(call.getArguments()));
        if (call.isSpreadSafe() && sited.has(call.getArguments())) {
            return spreadCall(call);
        }
        long site = sited.next(position(call));
        if (sited.has(call.getArguments())) {
            call.setArguments(sited.after(call.getArguments(), site));
        } else if (sited.has(call.getMethod())) {
            call.setMethod(sited.after(call.getMethod(), site));
        } else if (sited.has(call.getObjectExpression())) {
            call.setObjectExpression(sited.after(call.getObjectExpression(), site));
        } else {
            return sited.before(call, site);
        }
        return sited.add(call);
    }

    /** The static compiler evaluates the arguments of {@code a*.b(c())} again for each element: it is a loop. */
    private Expression spreadCall(MethodCallExpression call) {
        TupleExpression arguments = (TupleExpression) call.getArguments();
        List<Expression> list = arguments.getExpressions();
        int first = Sited.evaluated(list).stream()
                .filter(it -> sited.has(list.get(it)))
                .findFirst()
                .orElseThrow();
        list.set(first, sited.add(Marked.before(list.get(first), Movement.again())));
        sited.after(arguments, sited.next(position(call)));
        // the loop itself is numbered after what is inside it, as blocks are
        return sited.add(Marked.after(loop(call, sited.next(position(call))), Movement.close()));
    }

    private Expression loop(MethodCallExpression call, long site) {
        if (!sited.has(call.getObjectExpression())) {
            return Marked.before(call, Movement.loop(site));
        }
        call.setObjectExpression(sited.add(Marked.after(call.getObjectExpression(), Movement.loop(site))));
        return call;
    }

    private static ASTNode position(MethodCallExpression call) {
        return call.getMethod().getLineNumber() > 0 && call.isImplicitThis() ? call.getMethod() : call;
    }

    /** A call whose receiver is no expression. */
    Expression call(Expression call, Expression arguments) {
        calls.mark(arguments);
        long site = sited.next(call);
        if (!sited.has(arguments)) {
            return sited.before(call, site);
        }
        sited.after(arguments, site);
        return sited.add(call);
    }

    /** What the static compiler makes of {@code new A(b: c)}: the object is made, then each value is evaluated and set. */
    Expression opaque(BytecodeExpression expression) {
        long site = sited.next(expression);
        expression.visit(new CodeVisitorSupport() {
            @Override
            public void visitConstructorCallExpression(ConstructorCallExpression call) {
                calls.mark(call.getArguments());
            }
        });
        return sited.before(expression, site);
    }
}
